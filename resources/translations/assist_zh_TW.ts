<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AnswerView</name>
    <message>
        <source>internal</source>
        <translation>內部</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert the answer</source>
        <translation>插入答案</translation>
    </message>
    <message>
        <source>Close the answer</source>
        <translation>關閉答案</translation>
    </message>
    <message>
        <source>Looking for the answer…</source>
        <translation>正在查詢答案…</translation>
    </message>
    <message>
        <source>No sentence in your knowledge answers this.</source>
        <translation>您的知識庫裡沒有句子能回答這個問題。</translation>
    </message>
    <message>
        <source>rests on internal knowledge: check before sending</source>
        <translation>依據的是內部知識：傳送前請核對</translation>
    </message>
    <message>
        <source>Insert all the same</source>
        <translation>仍然插入</translation>
    </message>
    <message>
        <source>your knowledge&apos;s words</source>
        <translation>知識庫原文</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>being worded…</source>
        <translation>正在組織語言…</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>正在撰寫…</translation>
    </message>
</context>
<context>
    <name>ArticleSheet</name>
    <message>
        <source>Opening the article…</source>
        <translation>正在開啟文章…</translation>
    </message>
    <message>
        <source>Mark the words that are wrong, then propose what they should say</source>
        <translation>選取有誤的文字，再提出應有的內容</translation>
    </message>
    <message>
        <source>Propose a correction…</source>
        <translation>提出更正…</translation>
    </message>
    <message>
        <source>This article is no longer in the pack.</source>
        <translation>知識包裡已沒有這篇文章。</translation>
    </message>
</context>
<context>
    <name>BringSheet</name>
    <message>
        <source>Bring in</source>
        <translation>導入</translation>
    </message>
    <message>
        <source>Markdown, HTML and saved pages, PDF, Word, CSV and Excel tables of questions and answers, exports of Zendesk, Intercom and Chatwoot. What you edited in the pack is not overwritten.</source>
        <translation>支持 Markdown、HTML 和儲存的網頁、PDF、Word、CSV 與 Excel 問答表，以及 Zendesk、Intercom、Chatwoot 的導出檔案。您在知識包裏改過的內容不會被覆蓋。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>資料夾…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>檔案…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was brought in and what was left out</source>
        <translation>導入了什麼、略過了什麼</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在讀取 {name}…</translation>
    </message>
    <message>
        <source>Bring in a folder</source>
        <translation>導入資料夾</translation>
    </message>
    <message>
        <source>Bring in a file</source>
        <translation>導入檔案</translation>
    </message>
    <message>
        <source>{done} of {total} · {what}</source>
        <translation>{done} / {total} · {what}</translation>
    </message>
    <message>
        <source>Done. What was left out, and why:</source>
        <translation>完成。以下是略過的內容及原因：</translation>
    </message>
    <message>
        <source>Stopped. What was read is kept; bring it in again to go on.</source>
        <translation>已停止。讀過的內容已保留，再次導入即可繼續。</translation>
    </message>
</context>
<context>
    <name>CallRows</name>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>the usual words</source>
        <translation>通常的說法</translation>
    </message>
    <message>
        <source>Tell the customer that this call is transcribed.</source>
        <translation>請告訴客戶：本次通話會轉成文字。</translation>
    </message>
</context>
<context>
    <name>CallWindow</name>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Listen to the call</source>
        <translation>聆聽通話</translation>
    </message>
    <message>
        <source>Tell the customer that this call is transcribed.</source>
        <translation>請告訴客戶：本次通話會轉成文字。</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Edit suggestion {n}</source>
        <translation>編輯建議 {n}</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>內部</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert suggestion {n}</source>
        <translation>插入建議 {n}</translation>
    </message>
    <message>
        <source>Edit suggestion {n} first</source>
        <translation>先編輯建議 {n}</translation>
    </message>
    <message>
        <source>Dismiss suggestion {n}</source>
        <translation>不用建議 {n}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>Suggestion {n}</source>
        <translation>建議 {n}</translation>
    </message>
    <message>
        <source>Names, numbers and addresses the model did not see for this draft: {n}</source>
        <translation>起草時模型沒有看到的姓名、號碼和地址：{n}</translation>
    </message>
    <message>
        <source>Write it again</source>
        <translation>重新撰寫</translation>
    </message>
    <message>
        <source>Write the draft again</source>
        <translation>重新撰寫草稿</translation>
    </message>
    <message>
        <source>Insert the edited text</source>
        <translation>插入編輯後的文字</translation>
    </message>
    <message>
        <source>Writing a draft…</source>
        <translation>正在起草…</translation>
    </message>
    <message>
        <source>No draft: {why}</source>
        <translation>沒有草稿：{why}</translation>
    </message>
    <message>
        <source>No draft: the language model stopped.</source>
        <translation>沒有草稿：語言模型已停止。</translation>
    </message>
    <message>
        <source>Draft stopped.</source>
        <translation>已停止起草。</translation>
    </message>
    <message>
        <source>✓ inserted</source>
        <translation>✓ 已插入</translation>
    </message>
    <message>
        <source>dismissed</source>
        <translation>已棄用</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>your knowledge</source>
        <translation>團隊知識原文</translation>
    </message>
    <message>
        <source>question · missing field</source>
        <translation>詢問 · 缺失欄位</translation>
    </message>
    <message>
        <source>snippet</source>
        <translation>罐頭訊息</translation>
    </message>
    <message>
        <source>standard words</source>
        <translation>常用語</translation>
    </message>
    <message>
        <source>still needs: {fields}</source>
        <translation>還缺：{fields}</translation>
    </message>
    <message>
        <source>rests on internal knowledge: check before sending</source>
        <translation>依據內部知識：傳送前請核對</translation>
    </message>
</context>
<context>
    <name>CardsPanel</name>
    <message>
        <source>Suggested replies</source>
        <translation>建議回覆</translation>
    </message>
    <message>
        <source>New suggestions</source>
        <translation>有新建議</translation>
    </message>
</context>
<context>
    <name>CategoryEditor</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>轉到</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表單</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先級</translation>
    </message>
    <message>
        <source>What customers say, a line each</source>
        <translation>客戶的說法，每行一條</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source> Five or more make it easy to find; write them as customers do.</source>
        <translation> 五條以上更容易識別；請照客戶的口吻寫。</translation>
    </message>
    <message>
        <source>{n} examples.</source>
        <translation>{n} 條例句。</translation>
    </message>
</context>
<context>
    <name>ChoiceSheet</name>
    <message>
        <source>Search: words, a name, a number, a category</source>
        <translation>搜尋：詞語、姓名、號碼、類別</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜尋清單</translation>
    </message>
    <message>
        <source>Nothing in the list has all of this.</source>
        <translation>清單中沒有同時符合這些內容的項目。</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>A demonstration: nothing is kept.</source>
        <translation>這是示範：不儲存任何內容。</translation>
    </message>
    <message>
        <source>Nothing is kept: no database is open. Your work is lost when the window closes.</source>
        <translation>不會儲存任何內容：沒有開啟資料庫。關閉視窗後您的工作會遺失。</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新對話</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>對話</translation>
    </message>
    <message>
        <source>Paste the chat (Ctrl+V), drop a file here, or type what was said below.</source>
        <translation>貼上聊天內容（Ctrl+V），把檔案拖到這裡，或在下方逐句輸入。</translation>
    </message>
    <message>
        <source>All turns</source>
        <translation>全部對話</translation>
    </message>
    <message>
        <source>Try it with a sample conversation</source>
        <translation>用範例對話試一試</translation>
    </message>
    <message>
        <source>Conversation · {n} turns</source>
        <translation>對話 · {n} 句</translation>
    </message>
    <message>
        <source>Conversation · 1 turn</source>
        <translation>對話 · 1 句</translation>
    </message>
    <message>
        <source>Show the last turns</source>
        <translation>只看最近兩句</translation>
    </message>
    <message>
        <source>Show all turns</source>
        <translation>檢視全部對話</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互換客戶與客服</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼上</translation>
    </message>
    <message>
        <source>Paste the conversation</source>
        <translation>貼上對話</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>對話內容</translation>
    </message>
    <message>
        <source>Speaker: {name}; press to change</source>
        <translation>說話人：{name}；按下切換</translation>
    </message>
    <message>
        <source>What the customer said…</source>
        <translation>客戶說了什麼…</translation>
    </message>
    <message>
        <source>What you said…</source>
        <translation>您說了什麼…</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>Your team&apos;s engine does not answer ({why}). Drafts come from the model on this computer.</source>
        <translation>團隊的模型服務沒有回應（{why}）。草稿由本機的模型撰寫。</translation>
    </message>
    <message>
        <source>The model you chose cannot be used: {why}. The one before it stays in use.</source>
        <translation>所選模型無法使用：{why}。繼續使用先前的模型。</translation>
    </message>
    <message>
        <source>No drafts in this language: {model} does not write it. Everything else works.</source>
        <translation>這種語言沒有草稿：{model} 不會寫。其他功能照常。</translation>
    </message>
    <message>
        <source>The language model stopped and is being restarted. Cards, form and search still work.</source>
        <translation>語言模型已停止，正在重新啟動。建議、表單和搜尋照常可用。</translation>
    </message>
    <message>
        <source>No drafts: your team&apos;s engine does not answer ({why}). Everything else works.</source>
        <translation>沒有草稿：團隊的模型服務沒有回應（{why}）。其他功能都正常。</translation>
    </message>
    <message>
        <source>No drafts: {why}. Everything else works.</source>
        <translation>無法起草：{why}。其他功能照常。</translation>
    </message>
    <message>
        <source>The language model keeps stopping. Everything but drafts works.</source>
        <translation>語言模型反覆停止。除草稿外，其他功能照常。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Close the conversations</source>
        <translation>關閉對話列表</translation>
    </message>
    <message>
        <source>Conversations behind it</source>
        <translation>其背後的對話</translation>
    </message>
    <message>
        <source>The conversation, to read</source>
        <translation>對話，唯讀</translation>
    </message>
    <message>
        <source>{name} · the latest {n} conversations</source>
        <translation>{name} · 最近 {n} 個對話</translation>
    </message>
    <message>
        <source>{name} · 1 conversation</source>
        <translation>{name} · 1 個對話</translation>
    </message>
    <message>
        <source>{name} · {n} conversations</source>
        <translation>{name} · {n} 個對話</translation>
    </message>
    <message>
        <source>They could not be read: {why}</source>
        <translation>無法讀取：{why}</translation>
    </message>
</context>
<context>
    <name>FastLane</name>
    <message>
        <source>Understanding stopped and is being restarted. The conversation and what is shown stay.</source>
        <translation>理解程序已停止，正在重新啟動。對話和目前顯示的內容都保留。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重試</translation>
    </message>
    <message>
        <source>This could not be understood: {why}</source>
        <translation>無法理解此對話：{why}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
</context>
<context>
    <name>FaultBar</name>
    <message>
        <source>Faults and warnings</source>
        <translation>錯誤與提醒</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>沒有錯誤。</translation>
    </message>
    <message>
        <source>{n} faults: the pack cannot be published until they are mended.</source>
        <translation>{n} 個錯誤：改好之前無法發佈。</translation>
    </message>
    <message>
        <source>{n} warnings.</source>
        <translation>{n} 個提醒。</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Copy {field}</source>
        <translation>複製{field}</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>採納</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>詢問</translation>
    </message>
    <message>
        <source>Accept {field}</source>
        <translation>採納{field}</translation>
    </message>
    <message>
        <source>Ask for {field}</source>
        <translation>詢問{field}</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>✎ by hand</source>
        <translation>✎ 手動</translation>
    </message>
    <message>
        <source>turn {n}</source>
        <translation>第 {n} 句</translation>
    </message>
</context>
<context>
    <name>FindBox</name>
    <message>
        <source>What would this find?</source>
        <translation>這樣問會找到什麼？</translation>
    </message>
    <message>
        <source>A customer&apos;s question</source>
        <translation>客戶的問題</translation>
    </message>
    <message>
        <source>Past conversation…</source>
        <translation>歷史對話…</translation>
    </message>
    <message>
        <source>Point of the conversation</source>
        <translation>對話的位置</translation>
    </message>
    <message>
        <source>Type a question: both versions answer as soon as you stop.</source>
        <translation>輸入一個問題：停下後，兩個版本會一起給出答案。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Open a past conversation</source>
        <translation>打開歷史對話</translation>
    </message>
    <message>
        <source>As edited</source>
        <translation>編輯中</translation>
    </message>
    <message>
        <source>Published: {name}</source>
        <translation>已發佈：{name}</translation>
    </message>
    <message>
        <source>No published version is installed here to compare with.</source>
        <translation>這裏沒有安裝已發佈的版本可供對比。</translation>
    </message>
    <message>
        <source>No category fits</source>
        <translation>沒有合適的類別</translation>
    </message>
    <message>
        <source>Nothing in the knowledge covers this.</source>
        <translation>知識庫中沒有相關內容。</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>打開 {title}</translation>
    </message>
    <message>
        <source>Snippets: {names}</source>
        <translation>罐頭回覆：{names}</translation>
    </message>
</context>
<context>
    <name>FolderWatch</name>
    <message>
        <source>1 new conversation: {name}</source>
        <translation>1 個新對話：{name}</translation>
    </message>
    <message>
        <source>{n} new conversations</source>
        <translation>{n} 個新對話</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
</context>
<context>
    <name>FormEditor</name>
    <message>
        <source>Fields</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>添加欄位</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>顯示名</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>怎麼問</translation>
    </message>
    <message>
        <source>Type a number to try the pattern on</source>
        <translation>輸入一個號碼試試</translation>
    </message>
    <message>
        <source>Only for categories</source>
        <translation>僅用於類別</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>試一試</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選項</translation>
    </message>
    <message>
        <source>Not a pattern: {why}</source>
        <translation>格式有誤：{why}</translation>
    </message>
    <message>
        <source>✓ fits</source>
        <translation>✓ 符合</translation>
    </message>
    <message>
        <source>✗ does not fit</source>
        <translation>✗ 不符合</translation>
    </message>
    <message>
        <source>Synonyms</source>
        <translation>同義詞</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy the form</source>
        <translation>複製表單</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>匯出個案</translation>
    </message>
    <message>
        <source>Text…</source>
        <translation>文字…</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>個案</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} / {total}</translation>
    </message>
    <message>
        <source>The form appears with the category.</source>
        <translation>確定類別後顯示表單。</translation>
    </message>
</context>
<context>
    <name>HitView</name>
    <message>
        <source>internal</source>
        <translation>內部</translation>
    </message>
</context>
<context>
    <name>HitsPanel</name>
    <message>
        <source>Knowledge</source>
        <translation>知識庫</translation>
    </message>
    <message>
        <source>Search · Ctrl+Enter answers</source>
        <translation>搜尋 · Ctrl+Enter 直接回答</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>搜尋知識庫</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>關閉搜尋</translation>
    </message>
    <message>
        <source>Nothing in your knowledge covers “{query}”.</source>
        <translation>知識庫沒有涉及「{query}」的內容。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜尋…</translation>
    </message>
</context>
<context>
    <name>InsightsWindow</name>
    <message>
        <source>Insights</source>
        <translation>洞察</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時段</translation>
    </message>
    <message>
        <source>Last {n} days</source>
        <translation>最近 {n} 天</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部類別</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>全部語言</translation>
    </message>
    <message>
        <source>A team&apos;s exports…</source>
        <translation>團隊的匯出…</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>儲存為 CSV</translation>
    </message>
    <message>
        <source>Save as HTML</source>
        <translation>儲存為 HTML</translation>
    </message>
    <message>
        <source>Conversations a day</source>
        <translation>每日對話數</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建議</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情緒</translation>
    </message>
    <message>
        <source>Questions nobody answers</source>
        <translation>無人回答的問題</translation>
    </message>
    <message>
        <source>Written by hand again and again</source>
        <translation>反覆手寫的回覆</translation>
    </message>
    <message>
        <source>Choose a bar (mouse, or arrows and Enter) for the conversations behind it</source>
        <translation>選擇一個長條（滑鼠，或方向鍵加 Enter）檢視其背後的對話</translation>
    </message>
    <message>
        <source>Choose a line to see what was asked.</source>
        <translation>選擇一行，查看客戶問了什麼。</translation>
    </message>
    <message>
        <source>Choose a line to read the whole reply.</source>
        <translation>選擇一行，閱讀完整回覆。</translation>
    </message>
    <message>
        <source>Conversations a day; in strong colour those with an open question</source>
        <translation>每日對話數；強調色為有未解答問題的對話</translation>
    </message>
    <message>
        <source>Categories; in strong colour the newer half of the period</source>
        <translation>類別；強調色為該時段的後半段</translation>
    </message>
    <message>
        <source>Suggestions; in strong colour those that were used</source>
        <translation>建議；強調色為已使用的建議</translation>
    </message>
    <message>
        <source>Mood by category, at the start → at the end (-1 to +1)</source>
        <translation>各類別的情緒：開始 → 結束（-1 到 +1）</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概覽</translation>
    </message>
    <message>
        <source>Knowledge gaps</source>
        <translation>知識缺口</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回覆</translation>
    </message>
    <message>
        <source>New snippets</source>
        <translation>新片段</translation>
    </message>
    <message>
        <source>The folder with the team&apos;s exports</source>
        <translation>存放團隊匯出的資料夾</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在統計…</translation>
    </message>
    <message>
        <source>No question stayed open in this period.</source>
        <translation>該時段沒有未解答的問題。</translation>
    </message>
    <message>
        <source>No reply was written by hand three times or more.</source>
        <translation>沒有被手寫三次以上的回覆。</translation>
    </message>
    <message>
        <source>It could not be counted: {why}</source>
        <translation>無法統計：{why}</translation>
    </message>
    <message>
        <source>No group of five agents or more in this period; smaller ones are not shown.</source>
        <translation>此期間沒有五名及以上客服的組；更小的組不顯示。</translation>
    </message>
    <message>
        <source>1 conversation</source>
        <translation>1 個對話</translation>
    </message>
    <message>
        <source>first reply after {time}</source>
        <translation>首次回覆 {time} 後</translation>
    </message>
    <message>
        <source>{time} a case</source>
        <translation>每個對話 {time}</translation>
    </message>
    <message>
        <source>without a category</source>
        <translation>無類別</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Drafts in your knowledge&apos;s words</source>
        <translation>以知識原文寫的草稿</translation>
    </message>
    <message>
        <source>Question: {field}</source>
        <translation>提問：{field}</translation>
    </message>
    <message>
        <source>Step: {step}</source>
        <translation>步驟：{step}</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分鐘</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小時 {m} 分鐘</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小時</translation>
    </message>
    <message>
        <source>No conversation in this period yet.</source>
        <translation>該時段還沒有對話。</translation>
    </message>
    <message>
        <source>{n} conversations</source>
        <translation>{n} 個對話</translation>
    </message>
    <message>
        <source>{n} with an open question</source>
        <translation>{n} 個有未解答的問題</translation>
    </message>
    <message>
        <source>{n} % of suggestions used</source>
        <translation>{n} % 的建議被使用</translation>
    </message>
    <message>
        <source>Never used in this period ({n}): {names}</source>
        <translation>該時段從未使用（{n}）：{names}</translation>
    </message>
    <message>
        <source>Every snippet was used.</source>
        <translation>所有片段都用過。</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……還有 {n} 個</translation>
    </message>
    <message>
        <source>{reply}: used</source>
        <translation>{reply}：已使用</translation>
    </message>
    <message>
        <source>Save the insights</source>
        <translation>儲存洞察</translation>
    </message>
    <message>
        <source>{n} searched</source>
        <translation>其中搜尋 {n} 次</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
</context>
<context>
    <name>ItemModel</name>
    <message>
        <source>{n} faults, {m} warnings</source>
        <translation>{n} 個錯誤，{m} 個提醒</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷鍵</translation>
    </message>
</context>
<context>
    <name>Knowledge</name>
    <message>
        <source>Preparing the knowledge was stopped.</source>
        <translation>已停止準備知識庫。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Preparing knowledge · {what}</source>
        <translation>正在準備知識 · {what}</translation>
    </message>
    <message>
        <source>{part} {done} of {total}</source>
        <translation>{part} {done}/{total}</translation>
    </message>
    <message>
        <source>{part}. Until then search goes by keywords.</source>
        <translation>{part}。在此之前按關鍵字搜尋。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>replies</source>
        <translation>回覆</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>讀取</translation>
    </message>
    <message>
        <source>Understanding stopped while it opened the knowledge and is being restarted.</source>
        <translation>理解程序在開啟知識包時停止，正在重新啟動。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，另有 {n} 處</translation>
    </message>
    <message>
        <source>The knowledge pack could not be opened: {why}</source>
        <translation>無法開啟知識包：{why}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Search failed: {why}</source>
        <translation>搜尋失敗：{why}</translation>
    </message>
</context>
<context>
    <name>KnowledgeWindow</name>
    <message>
        <source>Knowledge</source>
        <translation>知識庫</translation>
    </message>
    <message>
        <source>New ▾</source>
        <translation>新建 ▾</translation>
    </message>
    <message>
        <source>Make a new part</source>
        <translation>新建內容</translation>
    </message>
    <message>
        <source>Bring in…</source>
        <translation>導入…</translation>
    </message>
    <message>
        <source>Bring in articles from files</source>
        <translation>從檔案導入文章</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back the latest change of a file</source>
        <translation>撤回最近一次檔案改動</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Remove this part</source>
        <translation>刪除當前內容</translation>
    </message>
    <message>
        <source>Choose a part on the left, or make a new one.</source>
        <translation>在左側選擇一項，或新建一項。</translation>
    </message>
    <message>
        <source>{pack}: knowledge</source>
        <translation>{pack}：知識庫</translation>
    </message>
    <message>
        <source>editing…</source>
        <translation>編輯中…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已儲存</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Test…</source>
        <translation>測試…</translation>
    </message>
    <message>
        <source>Test before publishing</source>
        <translation>發佈前測試</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>發布…</translation>
    </message>
    <message>
        <source>Publish to the team</source>
        <translation>發布給團隊</translation>
    </message>
</context>
<context>
    <name>LeadReview</name>
    <message>
        <source>Accepted: {file}</source>
        <translation>已採納：{file}</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒絕</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level of {who}: {percent} %</source>
        <translation>{who}的音量：{percent} %</translation>
    </message>
</context>
<context>
    <name>ListSide</name>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜尋列表</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>內容</translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message>
        <source>Calls cannot be heard yet: {why}</source>
        <translation>還不能聆聽通話：{why}</translation>
    </message>
    <message>
        <source>One recording at a time: {name} is read</source>
        <translation>一次只能轉寫一段錄音：正在轉寫 {name}</translation>
    </message>
    <message>
        <source>Transcribing {name}…</source>
        <translation>正在轉寫 {name}…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The sound is not kept: {why}</source>
        <translation>聲音沒有保存：{why}</translation>
    </message>
    <message>
        <source>Listening stopped: {why}</source>
        <translation>聆聽已停止：{why}</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>重新聆聽</translation>
    </message>
</context>
<context>
    <name>MarkdownBox</name>
    <message>
        <source>Text, in Markdown</source>
        <translation>正文（Markdown）</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Confidence: {word}</source>
        <translation>把握：{word}</translation>
    </message>
</context>
<context>
    <name>MoodStrip</name>
    <message>
        <source>Mood</source>
        <translation>情緒</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手動</translation>
    </message>
    <message>
        <source>steady over {n} turns</source>
        <translation>{n} 句以來平穩</translation>
    </message>
    <message>
        <source>getting better over {n} turns</source>
        <translation>{n} 句以來好轉</translation>
    </message>
    <message>
        <source>getting worse over {n} turns</source>
        <translation>{n} 句以來變差</translation>
    </message>
    <message>
        <source>Let Assist decide</source>
        <translation>交給 Assist 判斷</translation>
    </message>
</context>
<context>
    <name>NothingKeptDialog</name>
    <message>
        <source>Nothing is kept</source>
        <translation>不儲存任何內容</translation>
    </message>
    <message>
        <source>Without a keyring or a passphrase nothing is written to disk: conversations and forms are gone when the window closes. Everything else works. You are asked again at the next start.</source>
        <translation>沒有金鑰環也沒有密語，就不會寫入磁碟：關閉視窗後，對話和表單都會消失。其他功能照常。下次啟動時會再次詢問。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Which conversation?</source>
        <translation>開啟哪個對話？</translation>
    </message>
    <message>
        <source>Nothing is kept, so there are no earlier conversations.</source>
        <translation>沒有儲存任何內容，因此沒有以前的對話。</translation>
    </message>
    <message>
        <source>There are no earlier conversations.</source>
        <translation>沒有以前的對話。</translation>
    </message>
    <message>
        <source>Recent conversations</source>
        <translation>最近的對話</translation>
    </message>
</context>
<context>
    <name>OwnUse</name>
    <message>
        <source>Nothing is kept, so nothing was learned from use.</source>
        <translation>沒有儲存任何內容，因此沒有從使用中學到什麼。</translation>
    </message>
    <message>
        <source>Forgotten: replies come in their usual order again</source>
        <translation>已忘記：回覆恢復原來的順序</translation>
    </message>
    <message>
        <source>Not forgotten: {why}</source>
        <translation>未能忘記：{why}</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>unknown language</source>
        <translation>未知語言</translation>
    </message>
    <message>
        <source>nothing said about it</source>
        <translation>尚無表露</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在閱讀…</translation>
    </message>
    <message>
        <source>What answers the customer appears here.</source>
        <translation>能回答客戶的內容會顯示在這裡。</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在查詢…</translation>
    </message>
    <message>
        <source>Your knowledge is being prepared; by its words alone nothing was found yet.</source>
        <translation>知識庫正在準備；目前只按字詞查找，還沒有找到。</translation>
    </message>
    <message>
        <source>Nothing in your knowledge covers this.</source>
        <translation>知識庫沒有涉及此問題的內容。</translation>
    </message>
    <message>
        <source>Look for yourself with Ctrl+K.</source>
        <translation>可按 Ctrl+K 自行查找。</translation>
    </message>
    <message>
        <source>Choosing replies…</source>
        <translation>正在挑選回覆…</translation>
    </message>
    <message>
        <source>Replies appear here once there is a conversation.</source>
        <translation>有了對話後，建議回覆會顯示在這裡。</translation>
    </message>
    <message>
        <source>No reply to suggest.</source>
        <translation>沒有可建議的回覆。</translation>
    </message>
    <message>
        <source>There is no form yet</source>
        <translation>還沒有表單</translation>
    </message>
    <message>
        <source>Form copied</source>
        <translation>已複製表單</translation>
    </message>
    <message>
        <source>Question copied</source>
        <translation>已複製問題</translation>
    </message>
    <message>
        <source>{field} copied</source>
        <translation>已複製{field}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已儲存為 {name}</translation>
    </message>
    <message>
        <source>Not exported: {why}</source>
        <translation>未能匯出：{why}</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>This computer has no keyring for the key of your conversations. Choose a passphrase to encrypt them with. It is kept nowhere: without it they cannot be read again.</source>
        <translation>這台電腦沒有可存放金鑰的金鑰環。請設定一個密語來加密您的對話。密語不會儲存在任何地方：沒有它，對話將無法再讀取。</translation>
    </message>
    <message>
        <source>Your passphrase, to open your conversations.</source>
        <translation>請輸入密語以開啟您的對話。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密語</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再輸入一次</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>不儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>At least {n} characters.</source>
        <translation>至少 {n} 個字元。</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>兩次輸入不一致。</translation>
    </message>
    <message>
        <source>That passphrase does not open the database.</source>
        <translation>這個密語打不開資料庫。</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>剪貼簿裡沒有文字。</translation>
    </message>
    <message>
        <source>Another customer: new conversation. Ctrl+Z adds it to the last one</source>
        <translation>是另一位客戶：已新建對話。按 Ctrl+Z 則併入上一個對話</translation>
    </message>
    <message>
        <source>{n} new turns, nothing in common. Another customer? Ctrl+Z, Ctrl+N</source>
        <translation>新增 {n} 輪，與原對話沒有共同內容。是另一位客戶？按 Ctrl+Z，再按 Ctrl+N</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>沒有可撤回的改動</translation>
    </message>
    <message>
        <source>Added to the conversation before</source>
        <translation>已併入上一個對話</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已復原</translation>
    </message>
    <message>
        <source>1 new turn</source>
        <translation>新增 1 句</translation>
    </message>
    <message>
        <source>{n} new turns</source>
        <translation>新增 {n} 句</translation>
    </message>
    <message>
        <source>Conversation updated</source>
        <translation>對話已更新</translation>
    </message>
    <message>
        <source>Nothing new in it</source>
        <translation>沒有新內容</translation>
    </message>
</context>
<context>
    <name>PickMany</name>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation>此處無法讀取圖片。</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在讀取圖片…</translation>
    </message>
    <message>
        <source>No text was found in it.</source>
        <translation>其中沒有找到文字。</translation>
    </message>
    <message>
        <source>Nothing new in it</source>
        <translation>沒有新內容</translation>
    </message>
    <message>
        <source>The thumbnail was not saved: {why}</source>
        <translation>縮圖沒有儲存：{why}</translation>
    </message>
    <message>
        <source>it could not be read</source>
        <translation>無法讀取</translation>
    </message>
    <message>
        <source>Picture: {why}</source>
        <translation>圖片：{why}</translation>
    </message>
</context>
<context>
    <name>PlaybookEditor</name>
    <message>
        <source>Steps</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>添加步驟</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>做什麼</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>What to say</source>
        <translation>怎麼說</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>代號</translation>
    </message>
    <message>
        <source>Step {n}</source>
        <translation>步驟 {n}</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
</context>
<context>
    <name>ProposeSheet</name>
    <message>
        <source>Propose a correction</source>
        <translation>提出更正</translation>
    </message>
    <message>
        <source>Propose a reply</source>
        <translation>提議一則回覆</translation>
    </message>
    <message>
        <source>Your lead decides. Personal data is hidden before it leaves this computer.</source>
        <translation>由主管決定。個人資料在離開這台電腦之前會被隱去。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>In place of: “{quote}”</source>
        <translation>取代：「{quote}」</translation>
    </message>
    <message>
        <source>What it should say</source>
        <translation>應改為</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回覆</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>When it fits</source>
        <translation>適用情形</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提議</translation>
    </message>
    <message>
        <source>It leaves as: {text}</source>
        <translation>送出的內容：{text}</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>Proposed to your lead</source>
        <translation>已提交給主管</translation>
    </message>
    <message>
        <source>Accepted: {file}</source>
        <translation>已採納：{file}</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>Key pinned: {who}</source>
        <translation>已固定金鑰：{who}</translation>
    </message>
</context>
<context>
    <name>PublishSheet</name>
    <message>
        <source>Publish</source>
        <translation>發布</translation>
    </message>
    <message>
        <source>No channel is configured. Name one: assist pack channel set ADDRESS</source>
        <translation>尚未設定頻道。請指定：assist pack channel set 位址</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>提議</translation>
    </message>
    <message>
        <source>Review what agents propose…</source>
        <translation>審閱客服的提議…</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>正在發布</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Share of the machines</source>
        <translation>電腦比例</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新內容</translation>
    </message>
    <message>
        <source>Sign and publish the pack</source>
        <translation>簽署並發布知識包</translation>
    </message>
    <message>
        <source>Urgent notice</source>
        <translation>緊急通知</translation>
    </message>
    <message>
        <source>Card payments fail since ten. Take the order number.</source>
        <translation>十點起刷卡付款失敗。請記下訂單號。</translation>
    </message>
    <message>
        <source>What agents must know</source>
        <translation>客服須知</translation>
    </message>
    <message>
        <source>A reply to insert</source>
        <translation>可插入的回覆</translation>
    </message>
    <message>
        <source>Holds for hours</source>
        <translation>有效小時數</translation>
    </message>
    <message>
        <source>Send to every sidebar</source>
        <translation>傳送到每個側邊欄</translation>
    </message>
    <message>
        <source>Publishing {version}…</source>
        <translation>正在發布 {version}…</translation>
    </message>
    <message>
        <source>Published {pack} {version}: {size} KB; agents who are up to date fetch {delta} KB.</source>
        <translation>已發布 {pack} {version}：{size} KB；已是最新的客服只需取得 {delta} KB。</translation>
    </message>
    <message>
        <source>Sent. Every open sidebar shows it within a minute, until {time}.</source>
        <translation>已傳送。每個開啟的側邊欄會在一分鐘內顯示，直到 {time}。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，另有 {n} 條</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查看(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>檔案類型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>RawEditor</name>
    <message>
        <source>The file as text</source>
        <translation>檔案原文</translation>
    </message>
    <message>
        <source>{path} cannot be read as it should. Mend it here; each fault below leads to its line.</source>
        <translation>{path} 無法正確讀取。請在這裏修正；點擊下方的錯誤可跳到對應行。</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Recording</source>
        <translation>正在聆聽</translation>
    </message>
    <message>
        <source>Language of the call</source>
        <translation>通話語言</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自動識別</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止聆聽</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>The customer has been told</source>
        <translation>已經告知客戶</translation>
    </message>
    <message>
        <source>Reading the last words…</source>
        <translation>正在轉寫最後幾句…</translation>
    </message>
    <message>
        <source>Recording, preparing…</source>
        <translation>正在錄音，準備中…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Language of the call: {name}</source>
        <translation>通話語言：{name}</translation>
    </message>
    <message>
        <source>No microphone: waiting for one</source>
        <translation>沒有麥克風：等待接入</translation>
    </message>
    <message>
        <source>No sound device: waiting for one</source>
        <translation>沒有聲音裝置：等待接入</translation>
    </message>
    <message>
        <source>Now: {device}</source>
        <translation>現在使用：{device}</translation>
    </message>
    <message>
        <source>No sound at all: muted?</source>
        <translation>完全沒有聲音，是否靜音？</translation>
    </message>
    <message>
        <source>Too much to read: some was skipped</source>
        <translation>來不及轉寫，跳過了一部分</translation>
    </message>
</context>
<context>
    <name>RegionPicker</name>
    <message>
        <source>Choose the part of the screen that shows the chat</source>
        <translation>選擇顯示聊天的螢幕區域</translation>
    </message>
    <message>
        <source>Draw around the chat · Arrows move, Shift+Arrows size, Enter takes it · Esc leaves</source>
        <translation>框住聊天 · 方向鍵移動，Shift+方向鍵調整大小，Enter 確定 · Esc 取消</translation>
    </message>
</context>
<context>
    <name>ReviewSheet</name>
    <message>
        <source>Proposals</source>
        <translation>提議</translation>
    </message>
    <message>
        <source>Asking the channel…</source>
        <translation>正在詢問頻道…</translation>
    </message>
    <message>
        <source>No proposals wait.</source>
        <translation>沒有待處理的提議。</translation>
    </message>
    <message>
        <source>To accept, open your pack&apos;s own folder as knowledge; this is an installed version.</source>
        <translation>要採納，請把知識包自己的資料夾作為知識開啟；目前是已安裝的版本。</translation>
    </message>
    <message>
        <source>Not reached: {why}</source>
        <translation>無法連線：{why}</translation>
    </message>
    <message>
        <source>corrects {what}</source>
        <translation>更正 {what}</translation>
    </message>
    <message>
        <source>new reply</source>
        <translation>新回覆</translation>
    </message>
    <message>
        <source>It hides personal data: put a placeholder or other words there, then accept.</source>
        <translation>其中隱去了個人資料：請換成占位符或其他文字，然後再接受。</translation>
    </message>
    <message>
        <source>Edit: {title}</source>
        <translation>編輯：{title}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒絕</translation>
    </message>
    <message>
        <source>Reject: {title}</source>
        <translation>拒絕：{title}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>採納</translation>
    </message>
    <message>
        <source>Accept: {title}</source>
        <translation>採納：{title}</translation>
    </message>
</context>
<context>
    <name>RewriteSheet</name>
    <message>
        <source>Rewrite a reply</source>
        <translation>改寫回復</translation>
    </message>
    <message>
        <source>Your reply</source>
        <translation>您的回覆</translation>
    </message>
    <message>
        <source>Type or paste what you want to send</source>
        <translation>輸入或貼上您想傳送的內容</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>更簡短</translation>
    </message>
    <message>
        <source>Friendlier</source>
        <translation>更親切</translation>
    </message>
    <message>
        <source>Ctrl+1…4 rewrites, Ctrl+Z takes it back</source>
        <translation>Ctrl+1…4 改寫，Ctrl+Z 撤銷</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use this text</source>
        <translation>使用這段文字</translation>
    </message>
    <message>
        <source>Rewriting… Esc stops it.</source>
        <translation>正在改寫… 按 Esc 停止。</translation>
    </message>
    <message>
        <source>Stopped; your text is as it was.</source>
        <translation>已停止，您的文字沒有變。</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>按規則</translation>
    </message>
    <message>
        <source>Rewritten · {who}</source>
        <translation>已改寫 · {who}</translation>
    </message>
    <message>
        <source>the model&apos;s version did not hold</source>
        <translation>模型的版本未通過檢查</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>內容為空</translation>
    </message>
    <message>
        <source>it has a number, date or link you did not write</source>
        <translation>出現了您沒有寫的數字、日期或連結</translation>
    </message>
    <message>
        <source>a number, date or link of yours is missing</source>
        <translation>少了您寫的數字、日期或連結</translation>
    </message>
    <message>
        <source>it names somebody you did not name</source>
        <translation>提到了您沒有提到的人</translation>
    </message>
    <message>
        <source>it promises something you did not promise</source>
        <translation>作出了您沒有作的承諾</translation>
    </message>
    <message>
        <source>it speaks as the customer</source>
        <translation>說話的口吻是客戶</translation>
    </message>
    <message>
        <source>it is in the wrong language</source>
        <translation>語言不對</translation>
    </message>
    <message>
        <source>it says no where you say yes, or the other way round</source>
        <translation>把肯定和否定弄反了</translation>
    </message>
    <message>
        <source>it repeats itself</source>
        <translation>內容重複</translation>
    </message>
    <message>
        <source>it breaks off</source>
        <translation>內容不完整</translation>
    </message>
    <message>
        <source>Translating needs a model that knows both languages: choose one in the settings (Ctrl+,).</source>
        <translation>翻譯需要懂這兩種語言的模型：請在設定裡選擇（Ctrl+,）。</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>沒有需要修改的地方。</translation>
    </message>
    <message>
        <source>This is too long to rewrite at once.</source>
        <translation>內容太長，無法一次改寫。</translation>
    </message>
    <message>
        <source>There is nothing to rewrite yet.</source>
        <translation>還沒有可以改寫的內容。</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>更正式</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>中英互譯</translation>
    </message>
</context>
<context>
    <name>RowList</name>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Not saved: {why}. Your work is still here; saving is tried again.</source>
        <translation>未儲存：{why}。您的工作仍在，稍後會再次儲存。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重試</translation>
    </message>
</context>
<context>
    <name>ScreenReader</name>
    <message>
        <source>this desktop does not let a program see the screen; paste a screenshot instead</source>
        <translation>此桌面不允許程式查看螢幕；請改為貼上截圖</translation>
    </message>
    <message>
        <source>another window covers it, or its own is closed</source>
        <translation>另一個視窗擋住了它，或它的視窗已關閉</translation>
    </message>
    <message>
        <source>no chat recognised in it yet</source>
        <translation>還沒有認出聊天內容</translation>
    </message>
    <message>
        <source>Reading a part of the screen · {n} messages seen</source>
        <translation>正在讀取螢幕的一部分 · 已看到 {n} 則訊息</translation>
    </message>
    <message>
        <source>Reading a part of the screen: {why}</source>
        <translation>正在讀取螢幕的一部分：{why}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{why}. What you typed is kept in {place}</source>
        <translation>{why}。您輸入的內容儲存在 {place}</translation>
    </message>
    <message>
        <source>Removed. Ctrl+Alt+Z takes it back.</source>
        <translation>已刪除。按 Ctrl+Alt+Z 可恢復。</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>沒有可撤回的改動</translation>
    </message>
    <message>
        <source>Taken back: {path}</source>
        <translation>已撤回：{path}</translation>
    </message>
    <message>
        <source>Nothing to make again</source>
        <translation>沒有可重做的改動</translation>
    </message>
    <message>
        <source>Made again: {path}</source>
        <translation>已重做：{path}</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>儲存設定</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>視窗</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>顏色</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右側</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左側</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>停靠邊</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>寬度</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>永遠置頂</translation>
    </message>
    <message>
        <source>Keep other windows out of its strip</source>
        <translation>為側欄保留螢幕空間</translation>
    </message>
    <message>
        <source>Show keys on the cards</source>
        <translation>在建議上顯示快捷鍵</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Type into the last window</source>
        <translation>輸入到上一個視窗</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Replies I use come a little earlier</source>
        <translation>我用過的回覆稍微靠前</translation>
    </message>
    <message>
        <source>Forget what was learned from use</source>
        <translation>忘記從使用中學到的內容</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
    <message>
        <source>off; else window titles</source>
        <translation>關；或填視窗標題</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知識庫</translation>
    </message>
    <message>
        <source>As started</source>
        <translation>啟動時的知識包</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Write drafts</source>
        <translation>自動起草</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The bundled one</source>
        <translation>內建模型</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>執行緒數</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>自動選擇</translation>
    </message>
    <message>
        <source>Context, tokens</source>
        <translation>上下文（詞元）</translation>
    </message>
    <message>
        <source>Unload after, seconds</source>
        <translation>閒置卸載（秒）</translation>
    </message>
    <message>
        <source>Your team&apos;s engine</source>
        <translation>團隊的模型服務</translation>
    </message>
    <message>
        <source>Empty: nobody is called. Personal data is hidden from it all the same.</source>
        <translation>留空：不連接任何主機。個人資訊同樣會先隱去。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>位址</translation>
    </message>
    <message>
        <source>Its model</source>
        <translation>其模型</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>金鑰</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不變</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>憑證檔案</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理伺服器</translation>
    </message>
    <message>
        <source>Your team&apos;s knowledge</source>
        <translation>團隊的知識</translation>
    </message>
    <message>
        <source>A folder, https:// or s3://. Empty: nobody is called, nothing is received.</source>
        <translation>資料夾、https:// 或 s3://。留空：不連線任何人，不接收任何內容。</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>頻道</translation>
    </message>
    <message>
        <source>Lead&apos;s public key</source>
        <translation>主管的公開金鑰</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>user:password</source>
        <translation>使用者:密碼</translation>
    </message>
    <message>
        <source>Look every, seconds</source>
        <translation>查看間隔（秒）</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自動識別</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>您的麥克風</translation>
    </message>
    <message>
        <source>The customer&apos;s sound</source>
        <translation>客戶的聲音</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒語</translation>
    </message>
    <message>
        <source>Keep the sound, encrypted</source>
        <translation>保存聲音（加密）</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>監視的資料夾</translation>
    </message>
    <message>
        <source>Watch the clipboard in</source>
        <translation>在這些視窗監視剪貼簿</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Summary copied</source>
        <translation>小結已複製</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>No field is missing</source>
        <translation>沒有缺失的欄位</translation>
    </message>
    <message>
        <source>Open a conversation</source>
        <translation>開啟對話</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>匯出個案</translation>
    </message>
    <message>
        <source>Not everything is saved yet. Close once more to leave all the same.</source>
        <translation>尚有內容未儲存。再關閉一次則仍然退出。</translation>
    </message>
    <message>
        <source>Nothing is kept, so there is nothing to count.</source>
        <translation>沒有儲存任何內容，因此無可統計。</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>The picture that was copied cannot be read.</source>
        <translation>無法讀取複製的圖片。</translation>
    </message>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation>此處無法讀取圖片。</translation>
    </message>
    <message>
        <source>The screen is no longer read</source>
        <translation>已停止讀取螢幕</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Open connections</source>
        <translation>網路連線</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>選單</translation>
    </message>
    <message>
        <source>No knowledge yet</source>
        <translation>尚無知識庫</translation>
    </message>
    <message>
        <source>{name} {version} is ready: it is used from the next conversation.</source>
        <translation>{name} {version} 已就緒：從下一個對話開始使用。</translation>
    </message>
    <message>
        <source>No open connections: nothing leaves this computer.</source>
        <translation>沒有網路連線：任何內容都不會離開這台電腦。</translation>
    </message>
    <message>
        <source>Open connections: {n}</source>
        <translation>網路連線：{n}</translation>
    </message>
    <message>
        <source>Allowed: {hosts}</source>
        <translation>允許連線：{hosts}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>on</source>
        <translation>開</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Clipboard watch: no window you named is in front.</source>
        <translation>剪貼簿監視：您指定的視窗不在最前。</translation>
    </message>
    <message>
        <source>Clipboard watch: a conversation copied in “{title}” is taken in.</source>
        <translation>剪貼簿監視：在「{title}」中複製的對話會被讀入。</translation>
    </message>
    <message>
        <source>Clipboard watch: paused, {title} is in front.</source>
        <translation>剪貼簿監視：已暫停，{title} 在最前。</translation>
    </message>
    <message>
        <source>Clipboard watch is off: this desktop does not tell which window is in front.</source>
        <translation>剪貼簿監視已關閉：此桌面不告知哪個視窗在最前。</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>step {number} of {total}</source>
        <translation>第 {number} / {total} 步</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Enter copies the question</source>
        <translation>按 Enter 複製問題</translation>
    </message>
</context>
<context>
    <name>SummarySheet</name>
    <message>
        <source>Summary</source>
        <translation>小結</translation>
    </message>
    <message>
        <source>Made from what was said; the numbers are the turns it rests on. Change what you like.</source>
        <translation>根據對話內容整理；數字為所依據的輪次。可自行修改。</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>重新產生</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>複製小結</translation>
    </message>
    <message>
        <source>Being worded: {text}</source>
        <translation>正在組織語言：{text}</translation>
    </message>
    <message>
        <source>Worded by {who}; the numbers are the turns it rests on. Change what you like.</source>
        <translation>由 {who} 撰寫；數字是所依據的對話輪次。可以隨意修改。</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已處理</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待跟進</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Nothing was said yet.</source>
        <translation>還沒有對話內容。</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>This card needs a look first: Alt+E to edit it.</source>
        <translation>此建議需先核對：按 Alt+E 編輯。</translation>
    </message>
    <message>
        <source>{mask} is no text for a customer: edit it first</source>
        <translation>{mask} 不能傳給客戶：請先編輯</translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation>已插入</translation>
    </message>
    <message>
        <source>Copied: paste it where you reply</source>
        <translation>已複製：請貼上到回覆框</translation>
    </message>
</context>
<context>
    <name>TeamDesk</name>
    <message>
        <source>Keys: {what}</source>
        <translation>金鑰：{what}</translation>
    </message>
    <message>
        <source>The team&apos;s channel was refused, what is here stays: {why}</source>
        <translation>已拒絕團隊頻道，現有內容保持不變：{why}</translation>
    </message>
    <message>
        <source>From your team, until {time}</source>
        <translation>團隊通知，有效至 {time}</translation>
    </message>
    <message>
        <source>Insert reply</source>
        <translation>插入回覆</translation>
    </message>
    <message>
        <source>{name} {version} comes with the next conversation</source>
        <translation>{name} {version} 將從下一個對話開始使用</translation>
    </message>
    <message>
        <source>{name} {version} is in use</source>
        <translation>正在使用 {name} {version}</translation>
    </message>
</context>
<context>
    <name>TeamWindow</name>
    <message>
        <source>Updates…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Propose a reply…</source>
        <translation>提議一則回覆…</translation>
    </message>
    <message>
        <source>Proposals…</source>
        <translation>提議…</translation>
    </message>
    <message>
        <source>No channel is configured; see the settings.</source>
        <translation>尚未設定頻道；請見設定。</translation>
    </message>
</context>
<context>
    <name>TestSheet</name>
    <message>
        <source>Test before publishing</source>
        <translation>發佈前測試</translation>
    </message>
    <message>
        <source>Each category&apos;s examples are judged without themselves, article titles are looked up, and the team&apos;s past conversations are answered again: by the files as they are, and by the published version.</source>
        <translation>用現在的檔案和已發佈的版本各答一遍：類別例句（判斷時先去掉自己）、文章標題，以及團隊的歷史對話。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>變化</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>測試</translation>
    </message>
    <message>
        <source>Past conversations…</source>
        <translation>歷史對話…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Asking both versions…</source>
        <translation>正在詢問兩個版本…</translation>
    </message>
    <message>
        <source>Past conversations, one JSON object a line</source>
        <translation>歷史對話，每行一個 JSON 對象</translation>
    </message>
    <message>
        <source>{n} answers changed: {worse} worse, {better} better.</source>
        <translation>{n} 個答案有變化：{worse} 個變差，{better} 個變好。</translation>
    </message>
    <message>
        <source>No published version is installed here to compare with.</source>
        <translation>這裡沒有安裝已發佈的版本可供對比。</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正確</translation>
    </message>
    <message>
        <source>nothing fits</source>
        <translation>沒有合適的</translation>
    </message>
    <message>
        <source>False answers</source>
        <translation>錯誤答案</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>For</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>When to use</source>
        <translation>何時用</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Insert field ▾</source>
        <translation>插入欄位 ▾</translation>
    </message>
    <message>
        <source>Insert a field of a form</source>
        <translation>插入表單欄位</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>Customers and agents</source>
        <translation>客戶與客服</translation>
    </message>
    <message>
        <source>Agents only</source>
        <translation>僅客服</translation>
    </message>
    <message>
        <source>No form has: {names}</source>
        <translation>沒有表單包含：{names}</translation>
    </message>
    <message>
        <source>{{field}} is filled from the case form.</source>
        <translation>{{欄位}} 會用案件表單裏的值填寫。</translation>
    </message>
</context>
<context>
    <name>ToneEditor</name>
    <message>
        <source>Advice to the agent</source>
        <translation>給客服的建議</translation>
    </message>
    <message>
        <source>Style of drafts</source>
        <translation>草稿的風格</translation>
    </message>
</context>
<context>
    <name>TriageStrip</name>
    <message>
        <source>No category</source>
        <translation>無類別</translation>
    </message>
    <message>
        <source>Nothing in the pack fits yet</source>
        <translation>知識包裡暫無合適的類別</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手動</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Let Assist decide</source>
        <translation>交給 Assist 判斷</translation>
    </message>
</context>
<context>
    <name>UpdatesSheet</name>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>立即查看</translation>
    </message>
    <message>
        <source>Ask the channel now</source>
        <translation>立即詢問頻道</translation>
    </message>
    <message>
        <source>{name} {version} is ready. It is used from the next conversation.</source>
        <translation>{name} {version} 已就緒，從下一個對話開始使用。</translation>
    </message>
    <message>
        <source>{name} {version} is ready; the pack that is open was chosen by hand and stays.</source>
        <translation>{name} {version} 已就緒；目前的知識包是手動選擇的，保持不變。</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>{name} {version} comes at {time}.</source>
        <translation>{name} {version} 將於 {time} 到來。</translation>
    </message>
    <message>
        <source>Take it now</source>
        <translation>立即取得</translation>
    </message>
    <message>
        <source>Versions on this computer</source>
        <translation>這台電腦上的版本</translation>
    </message>
    <message>
        <source>No channel is configured. Your lead knows its address; it goes into the settings.</source>
        <translation>尚未設定頻道。主管知道它的位址；請填入設定。</translation>
    </message>
    <message>
        <source>Last looked: {time}</source>
        <translation>上次查看：{time}</translation>
    </message>
    <message>
        <source>Not reached: {why}</source>
        <translation>無法連線：{why}</translation>
    </message>
    <message>
        <source>Nothing new.</source>
        <translation>沒有新內容。</translation>
    </message>
    <message>
        <source>signed by {who}, {time}</source>
        <translation>由 {who} 簽署，{time}</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未簽署</translation>
    </message>
    <message>
        <source>Use version {version}</source>
        <translation>使用版本 {version}</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>使用此版本</translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation>正在接收…</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Connections could not be counted: {why}</source>
        <translation>無法統計網路連線：{why}</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The model could not do it: {why}</source>
        <translation>模型未能完成：{why}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>authoring</name>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>罐頭回覆</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表單</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>語氣</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <source>New snippet</source>
        <translation>新建罐頭回覆</translation>
    </message>
    <message>
        <source>New form</source>
        <translation>新建表單</translation>
    </message>
    <message>
        <source>New category</source>
        <translation>新建類別</translation>
    </message>
    <message>
        <source>New playbook</source>
        <translation>新建流程</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人名</translation>
    </message>
    <message>
        <source>email</source>
        <translation>郵箱</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>number or code</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>count</source>
        <translation>數量</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地點</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>web address</source>
        <translation>網址</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>選項</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是/否</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>緊急</translation>
    </message>
    <message>
        <source>The folder of the pack to edit</source>
        <translation>要編輯的知識包資料夾</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Article for a question</source>
        <translation>問題對應的文章</translation>
    </message>
    <message>
        <source>Article asked for by its own title</source>
        <translation>用文章自己的標題去找文章</translation>
    </message>
    <message>
        <source>Canned reply</source>
        <translation>罐頭回覆</translation>
    </message>
</context>
<context>
    <name>for_agent</name>
    <message>
        <source>still needed: {fields}</source>
        <translation>還缺：{fields}</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Paste the conversation</source>
        <translation>貼上對話</translation>
    </message>
    <message>
        <source>Insert a suggestion</source>
        <translation>插入建議</translation>
    </message>
    <message>
        <source>Dismiss a suggestion</source>
        <translation>棄用建議</translation>
    </message>
    <message>
        <source>Edit a suggestion before inserting</source>
        <translation>插入前編輯建議</translation>
    </message>
    <message>
        <source>Insert the edited suggestion</source>
        <translation>插入編輯後的建議</translation>
    </message>
    <message>
        <source>Show the new suggestions that wait</source>
        <translation>顯示等待中的新建議</translation>
    </message>
    <message>
        <source>Correct the mood</source>
        <translation>更正情緒</translation>
    </message>
    <message>
        <source>Correct the category</source>
        <translation>更正類別</translation>
    </message>
    <message>
        <source>Go to the next missing field</source>
        <translation>跳到下一個缺失欄位</translation>
    </message>
    <message>
        <source>Copy the field with the focus</source>
        <translation>複製目前欄位</translation>
    </message>
    <message>
        <source>Copy the form</source>
        <translation>複製表單</translation>
    </message>
    <message>
        <source>Rewrite a reply: shorter, friendlier, formal</source>
        <translation>改寫回復：更簡短、更親切、更正式</translation>
    </message>
    <message>
        <source>Sum the case up</source>
        <translation>為個案寫小結</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>匯出個案</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>搜尋知識庫</translation>
    </message>
    <message>
        <source>Answer the question in the search box</source>
        <translation>回答搜尋框裡的問題</translation>
    </message>
    <message>
        <source>Type what was said</source>
        <translation>輸入對話</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互換客戶與客服</translation>
    </message>
    <message>
        <source>Take back the last change of the conversation</source>
        <translation>復原對話的上一次變更</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新對話</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>開啟檔案</translation>
    </message>
    <message>
        <source>Recent conversations</source>
        <translation>最近的對話</translation>
    </message>
    <message>
        <source>Updates of the knowledge</source>
        <translation>知識的更新</translation>
    </message>
    <message>
        <source>Propose a reply to your lead</source>
        <translation>向主管提議一則回覆</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>選單</translation>
    </message>
    <message>
        <source>Go to the next panel</source>
        <translation>轉到下一個面板</translation>
    </message>
    <message>
        <source>Stop long work, close what is open</source>
        <translation>停止耗時工作，關閉彈出內容</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>顯示快捷鍵</translation>
    </message>
    <message>
        <source>Read a part of the screen, or stop</source>
        <translation>讀取螢幕的一部分，或停止</translation>
    </message>
    <message>
        <source>Show all turns or the latest</source>
        <translation>顯示全部對話或最近幾句</translation>
    </message>
    <message>
        <source>Listen to the call, or stop</source>
        <translation>開始或停止聆聽通話</translation>
    </message>
    <message>
        <source>Pause the recording, or go on</source>
        <translation>暫停或繼續聆聽</translation>
    </message>
    <message>
        <source>Insights</source>
        <translation>洞察</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新對話</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>開啟檔案…</translation>
    </message>
    <message>
        <source>Recent conversations…</source>
        <translation>最近的對話…</translation>
    </message>
    <message>
        <source>Read a part of the screen…</source>
        <translation>讀取螢幕的一部分…</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互換客戶與客服</translation>
    </message>
    <message>
        <source>Summary…</source>
        <translation>小結…</translation>
    </message>
    <message>
        <source>Rewrite a reply…</source>
        <translation>改寫回復…</translation>
    </message>
    <message>
        <source>Edit knowledge…</source>
        <translation>編輯知識庫…</translation>
    </message>
    <message>
        <source>Insights…</source>
        <translation>洞察…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷鍵</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Pleased</source>
        <translation>滿意</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>平靜</translation>
    </message>
    <message>
        <source>Confused</source>
        <translation>困惑</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>焦慮</translation>
    </message>
    <message>
        <source>Frustrated</source>
        <translation>沮喪</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>憤怒</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>1 value hidden</source>
        <translation>隱藏了 1 項</translation>
    </message>
    <message>
        <source>{n} values hidden</source>
        <translation>隱藏了 {n} 項</translation>
    </message>
    <message>
        <source>used {n}×</source>
        <translation>用過 {n} 次</translation>
    </message>
    <message>
        <source>You used it {n} times for this, so it comes a little earlier</source>
        <translation>您在這類情況中用過 {n} 次，因此稍微靠前</translation>
    </message>
    <message>
        <source>nothing in your knowledge covers this</source>
        <translation>知識庫中沒有相關內容</translation>
    </message>
    <message>
        <source>no article answers this clearly enough</source>
        <translation>沒有文章足夠明確地回答</translation>
    </message>
    <message>
        <source>the article that answers this is for staff only</source>
        <translation>能回答的文章僅供內部使用</translation>
    </message>
    <message>
        <source>the answer is in another language</source>
        <translation>答案是另一種語言</translation>
    </message>
    <message>
        <source>the language model does not write this language</source>
        <translation>語言模型不會寫這種語言</translation>
    </message>
    <message>
        <source>the customer has not said anything yet</source>
        <translation>客戶還沒有說話</translation>
    </message>
    <message>
        <source>what the model wrote is not carried by the knowledge</source>
        <translation>模型寫的內容沒有知識依據</translation>
    </message>
    <message>
        <source>no category of the pack fits</source>
        <translation>知識包裡沒有合適的類別</translation>
    </message>
    <message>
        <source>the customer has not said yet what it is about</source>
        <translation>客戶還沒有說明是什麼事</translation>
    </message>
    <message>
        <source>low priority</source>
        <translation>低優先順序</translation>
    </message>
    <message>
        <source>normal priority</source>
        <translation>普通優先順序</translation>
    </message>
    <message>
        <source>high priority</source>
        <translation>高優先順序</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>緊急</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>無模型</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>載入中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>書寫中</translation>
    </message>
    <message>
        <source>asleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>重新啟動中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>No language model: no drafts. Everything else works.</source>
        <translation>沒有語言模型：不起草。其他功能照常。</translation>
    </message>
    <message>
        <source>No meaning model: categories and search go by words only.</source>
        <translation>沒有語義模型：類別和搜尋只按字詞匹配。</translation>
    </message>
    <message>
        <source>Search goes by keywords only.</source>
        <translation>搜尋只按關鍵詞進行。</translation>
    </message>
    <message>
        <source>The mood model does not know this language: no mood is shown.</source>
        <translation>情緒模型不懂這種語言：不顯示情緒。</translation>
    </message>
    <message>
        <source>The knowledge is still being prepared: search goes by keywords only.</source>
        <translation>知識庫仍在準備：搜尋只按關鍵詞進行。</translation>
    </message>
    <message>
        <source>No knowledge pack is open: no answers, no replies.</source>
        <translation>沒有開啟知識包：沒有答案，也沒有建議回覆。</translation>
    </message>
    <message>
        <source>Long conversation: the draft rests on its latest turns and a few words of the older ones.</source>
        <translation>對話較長：草稿依據最近的幾輪，較早的只取要點。</translation>
    </message>
    <message>
        <source>Understanding has stopped and is being restarted. What is on screen stays.</source>
        <translation>理解程序已停止，正在重新啟動。螢幕上的內容都保留。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{name} · too big</source>
        <translation>{name} · 記憶體不足</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory; {free} are free.</source>
        <translation>約需 {memory} 記憶體，現有 {free} 可用。</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, but only {free} are free.</source>
        <translation>約需 {memory} 記憶體，但只有 {free} 可用。</translation>
    </message>
</context>
</TS>
