<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerView</name>
    <message>
        <source>internal</source>
        <translation>内部</translation>
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
        <translation>关闭答案</translation>
    </message>
    <message>
        <source>Looking for the answer…</source>
        <translation>正在查找答案…</translation>
    </message>
    <message>
        <source>No sentence in your knowledge answers this.</source>
        <translation>您的知识库里没有句子能回答这个问题。</translation>
    </message>
    <message>
        <source>rests on internal knowledge: check before sending</source>
        <translation>依据的是内部知识：发送前请核对</translation>
    </message>
    <message>
        <source>Insert all the same</source>
        <translation>仍然插入</translation>
    </message>
    <message>
        <source>your knowledge&apos;s words</source>
        <translation>知识库原文</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>being worded…</source>
        <translation>正在组织语言…</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>正在撰写…</translation>
    </message>
</context>
<context>
    <name>ArticleSheet</name>
    <message>
        <source>Opening the article…</source>
        <translation>正在打开文章…</translation>
    </message>
    <message>
        <source>Mark the words that are wrong, then propose what they should say</source>
        <translation>选中有误的文字，再提出应有的内容</translation>
    </message>
    <message>
        <source>Propose a correction…</source>
        <translation>提出更正…</translation>
    </message>
    <message>
        <source>This article is no longer in the pack.</source>
        <translation>知识包里已没有这篇文章。</translation>
    </message>
</context>
<context>
    <name>BringSheet</name>
    <message>
        <source>Bring in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Markdown, HTML and saved pages, PDF, Word, CSV and Excel tables of questions and answers, exports of Zendesk, Intercom and Chatwoot. What you edited in the pack is not overwritten.</source>
        <translation>支持 Markdown、HTML 和保存的网页、PDF、Word、CSV 与 Excel 问答表，以及 Zendesk、Intercom、Chatwoot 的导出文件。您在知识包里改过的内容不会被覆盖。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was brought in and what was left out</source>
        <translation>导入了什么、略过了什么</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Bring in a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Bring in a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>{done} of {total} · {what}</source>
        <translation>{done} / {total} · {what}</translation>
    </message>
    <message>
        <source>Done. What was left out, and why:</source>
        <translation>完成。以下是略过的内容及原因：</translation>
    </message>
    <message>
        <source>Stopped. What was read is kept; bring it in again to go on.</source>
        <translation>已停止。读过的内容已保留，再次导入即可继续。</translation>
    </message>
</context>
<context>
    <name>CallRows</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>the usual words</source>
        <translation>通常的说法</translation>
    </message>
    <message>
        <source>Tell the customer that this call is transcribed.</source>
        <translation>请告诉客户：本次通话会转成文字。</translation>
    </message>
</context>
<context>
    <name>CallWindow</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Listen to the call</source>
        <translation>聆听通话</translation>
    </message>
    <message>
        <source>Tell the customer that this call is transcribed.</source>
        <translation>请告诉客户：本次通话会转成文字。</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Edit suggestion {n}</source>
        <translation>编辑建议 {n}</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert suggestion {n}</source>
        <translation>插入建议 {n}</translation>
    </message>
    <message>
        <source>Edit suggestion {n} first</source>
        <translation>先编辑建议 {n}</translation>
    </message>
    <message>
        <source>Dismiss suggestion {n}</source>
        <translation>不用建议 {n}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Suggestion {n}</source>
        <translation>建议 {n}</translation>
    </message>
    <message>
        <source>Names, numbers and addresses the model did not see for this draft: {n}</source>
        <translation>起草时模型没有看到的姓名、号码和地址：{n}</translation>
    </message>
    <message>
        <source>Write it again</source>
        <translation>重新撰写</translation>
    </message>
    <message>
        <source>Write the draft again</source>
        <translation>重新撰写草稿</translation>
    </message>
    <message>
        <source>Insert the edited text</source>
        <translation>插入编辑后的文字</translation>
    </message>
    <message>
        <source>Writing a draft…</source>
        <translation>正在起草…</translation>
    </message>
    <message>
        <source>No draft: {why}</source>
        <translation>没有草稿：{why}</translation>
    </message>
    <message>
        <source>No draft: the language model stopped.</source>
        <translation>没有草稿：语言模型已停止。</translation>
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
        <translation>已弃用</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>your knowledge</source>
        <translation>团队知识原文</translation>
    </message>
    <message>
        <source>question · missing field</source>
        <translation>询问 · 缺失字段</translation>
    </message>
    <message>
        <source>snippet</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>standard words</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>still needs: {fields}</source>
        <translation>还缺：{fields}</translation>
    </message>
    <message>
        <source>rests on internal knowledge: check before sending</source>
        <translation>依据内部知识：发送前请核对</translation>
    </message>
</context>
<context>
    <name>CardsPanel</name>
    <message>
        <source>Suggested replies</source>
        <translation>建议回复</translation>
    </message>
    <message>
        <source>New suggestions</source>
        <translation>有新建议</translation>
    </message>
</context>
<context>
    <name>CategoryEditor</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>What customers say, a line each</source>
        <translation>客户的说法，每行一条</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source> Five or more make it easy to find; write them as customers do.</source>
        <translation> 五条以上更容易识别；请照客户的口吻写。</translation>
    </message>
    <message>
        <source>{n} examples.</source>
        <translation>{n} 条例句。</translation>
    </message>
</context>
<context>
    <name>ChoiceSheet</name>
    <message>
        <source>Search: words, a name, a number, a category</source>
        <translation>搜索：词语、姓名、号码、类别</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜索列表</translation>
    </message>
    <message>
        <source>Nothing in the list has all of this.</source>
        <translation>列表中没有同时符合这些内容的条目。</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>A demonstration: nothing is kept.</source>
        <translation>这是演示：不保存任何内容。</translation>
    </message>
    <message>
        <source>Nothing is kept: no database is open. Your work is lost when the window closes.</source>
        <translation>不会保存任何内容：没有打开数据库。关闭窗口后您的工作将丢失。</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Paste the chat (Ctrl+V), drop a file here, or type what was said below.</source>
        <translation>粘贴聊天内容（Ctrl+V），把文件拖到这里，或在下方逐句输入。</translation>
    </message>
    <message>
        <source>All turns</source>
        <translation>全部对话</translation>
    </message>
    <message>
        <source>Try it with a sample conversation</source>
        <translation>用示例对话试一试</translation>
    </message>
    <message>
        <source>Conversation · {n} turns</source>
        <translation>对话 · {n} 句</translation>
    </message>
    <message>
        <source>Conversation · 1 turn</source>
        <translation>对话 · 1 句</translation>
    </message>
    <message>
        <source>Show the last turns</source>
        <translation>只看最近两句</translation>
    </message>
    <message>
        <source>Show all turns</source>
        <translation>查看全部对话</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互换客户与客服</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste the conversation</source>
        <translation>粘贴对话</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>对话内容</translation>
    </message>
    <message>
        <source>Speaker: {name}; press to change</source>
        <translation>说话人：{name}；按下切换</translation>
    </message>
    <message>
        <source>What the customer said…</source>
        <translation>客户说了什么…</translation>
    </message>
    <message>
        <source>What you said…</source>
        <translation>您说了什么…</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>Your team&apos;s engine does not answer ({why}). Drafts come from the model on this computer.</source>
        <translation>团队的模型服务没有响应（{why}）。草稿由本机的模型撰写。</translation>
    </message>
    <message>
        <source>The model you chose cannot be used: {why}. The one before it stays in use.</source>
        <translation>所选模型无法使用：{why}。继续使用之前的模型。</translation>
    </message>
    <message>
        <source>No drafts in this language: {model} does not write it. Everything else works.</source>
        <translation>这种语言没有草稿：{model} 不会写。其他功能照常。</translation>
    </message>
    <message>
        <source>The language model stopped and is being restarted. Cards, form and search still work.</source>
        <translation>语言模型已停止，正在重启。建议、表单和搜索照常可用。</translation>
    </message>
    <message>
        <source>No drafts: your team&apos;s engine does not answer ({why}). Everything else works.</source>
        <translation>没有草稿：团队的模型服务没有响应（{why}）。其他功能都正常。</translation>
    </message>
    <message>
        <source>No drafts: {why}. Everything else works.</source>
        <translation>无法起草：{why}。其他功能照常。</translation>
    </message>
    <message>
        <source>The language model keeps stopping. Everything but drafts works.</source>
        <translation>语言模型反复停止。除草稿外，其他功能照常。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Close the conversations</source>
        <translation>关闭对话列表</translation>
    </message>
    <message>
        <source>Conversations behind it</source>
        <translation>其背后的对话</translation>
    </message>
    <message>
        <source>The conversation, to read</source>
        <translation>对话，只读</translation>
    </message>
    <message>
        <source>{name} · the latest {n} conversations</source>
        <translation>{name} · 最近 {n} 个对话</translation>
    </message>
    <message>
        <source>{name} · 1 conversation</source>
        <translation>{name} · 1 个对话</translation>
    </message>
    <message>
        <source>{name} · {n} conversations</source>
        <translation>{name} · {n} 个对话</translation>
    </message>
    <message>
        <source>They could not be read: {why}</source>
        <translation>无法读取：{why}</translation>
    </message>
</context>
<context>
    <name>FastLane</name>
    <message>
        <source>Understanding stopped and is being restarted. The conversation and what is shown stay.</source>
        <translation>理解进程已停止，正在重启。对话和当前显示的内容都保留。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>This could not be understood: {why}</source>
        <translation>无法理解此对话：{why}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>FaultBar</name>
    <message>
        <source>Faults and warnings</source>
        <translation>错误与提醒</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>没有错误。</translation>
    </message>
    <message>
        <source>{n} faults: the pack cannot be published until they are mended.</source>
        <translation>{n} 个错误：改好之前无法发布。</translation>
    </message>
    <message>
        <source>{n} warnings.</source>
        <translation>{n} 个提醒。</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Copy {field}</source>
        <translation>复制{field}</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Accept {field}</source>
        <translation>采纳{field}</translation>
    </message>
    <message>
        <source>Ask for {field}</source>
        <translation>询问{field}</translation>
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
        <translation>✎ 手动</translation>
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
        <translation>这样问会找到什么？</translation>
    </message>
    <message>
        <source>A customer&apos;s question</source>
        <translation>客户的问题</translation>
    </message>
    <message>
        <source>Past conversation…</source>
        <translation>历史会话…</translation>
    </message>
    <message>
        <source>Point of the conversation</source>
        <translation>会话的位置</translation>
    </message>
    <message>
        <source>Type a question: both versions answer as soon as you stop.</source>
        <translation>输入一个问题：停下后，两个版本会一起给出答案。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Open a past conversation</source>
        <translation>打开历史会话</translation>
    </message>
    <message>
        <source>As edited</source>
        <translation>编辑中</translation>
    </message>
    <message>
        <source>Published: {name}</source>
        <translation>已发布：{name}</translation>
    </message>
    <message>
        <source>No published version is installed here to compare with.</source>
        <translation>这里没有安装已发布的版本可供对比。</translation>
    </message>
    <message>
        <source>No category fits</source>
        <translation>没有合适的类别</translation>
    </message>
    <message>
        <source>Nothing in the knowledge covers this.</source>
        <translation>知识库中没有相关内容。</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>打开 {title}</translation>
    </message>
    <message>
        <source>Snippets: {names}</source>
        <translation>话术：{names}</translation>
    </message>
</context>
<context>
    <name>FolderWatch</name>
    <message>
        <source>1 new conversation: {name}</source>
        <translation>1 个新会话：{name}</translation>
    </message>
    <message>
        <source>{n} new conversations</source>
        <translation>{n} 个新会话</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>FormEditor</name>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>显示名</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>怎么问</translation>
    </message>
    <message>
        <source>Type a number to try the pattern on</source>
        <translation>输入一个号码试试</translation>
    </message>
    <message>
        <source>Only for categories</source>
        <translation>仅用于类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Not a pattern: {why}</source>
        <translation>格式有误：{why}</translation>
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
        <translation>同义词</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the form</source>
        <translation>复制表单</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>导出个案</translation>
    </message>
    <message>
        <source>Text…</source>
        <translation>文本…</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>个案</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} / {total}</translation>
    </message>
    <message>
        <source>The form appears with the category.</source>
        <translation>确定类别后显示表单。</translation>
    </message>
</context>
<context>
    <name>HitView</name>
    <message>
        <source>internal</source>
        <translation>内部</translation>
    </message>
</context>
<context>
    <name>HitsPanel</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Search · Ctrl+Enter answers</source>
        <translation>搜索 · Ctrl+Enter 直接回答</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>搜索知识库</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭搜索</translation>
    </message>
    <message>
        <source>Nothing in your knowledge covers “{query}”.</source>
        <translation>知识库没有涉及“{query}”的内容。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
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
        <translation>时间段</translation>
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
        <translation>类别</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>全部语言</translation>
    </message>
    <message>
        <source>A team&apos;s exports…</source>
        <translation>团队的导出…</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>保存为 CSV</translation>
    </message>
    <message>
        <source>Save as HTML</source>
        <translation>保存为 HTML</translation>
    </message>
    <message>
        <source>Conversations a day</source>
        <translation>每日对话数</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>Questions nobody answers</source>
        <translation>无人回答的问题</translation>
    </message>
    <message>
        <source>Written by hand again and again</source>
        <translation>反复手写的回复</translation>
    </message>
    <message>
        <source>Choose a bar (mouse, or arrows and Enter) for the conversations behind it</source>
        <translation>选择一个条形（鼠标，或方向键加回车）查看其背后的对话</translation>
    </message>
    <message>
        <source>Choose a line to see what was asked.</source>
        <translation>选择一行，查看客户问了什么。</translation>
    </message>
    <message>
        <source>Choose a line to read the whole reply.</source>
        <translation>选择一行，阅读完整回复。</translation>
    </message>
    <message>
        <source>Conversations a day; in strong colour those with an open question</source>
        <translation>每日对话数；强调色为有未解答问题的对话</translation>
    </message>
    <message>
        <source>Categories; in strong colour the newer half of the period</source>
        <translation>类别；强调色为该时段的后半段</translation>
    </message>
    <message>
        <source>Suggestions; in strong colour those that were used</source>
        <translation>建议；强调色为已使用的建议</translation>
    </message>
    <message>
        <source>Mood by category, at the start → at the end (-1 to +1)</source>
        <translation>各类别的情绪：开始 → 结束（-1 到 +1）</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Knowledge gaps</source>
        <translation>知识缺口</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>New snippets</source>
        <translation>新片段</translation>
    </message>
    <message>
        <source>The folder with the team&apos;s exports</source>
        <translation>存放团队导出的文件夹</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>No question stayed open in this period.</source>
        <translation>该时段没有未解答的问题。</translation>
    </message>
    <message>
        <source>No reply was written by hand three times or more.</source>
        <translation>没有被手写三次以上的回复。</translation>
    </message>
    <message>
        <source>It could not be counted: {why}</source>
        <translation>无法统计：{why}</translation>
    </message>
    <message>
        <source>No group of five agents or more in this period; smaller ones are not shown.</source>
        <translation>此期间没有五名及以上客服的组；更小的组不显示。</translation>
    </message>
    <message>
        <source>1 conversation</source>
        <translation>1 个对话</translation>
    </message>
    <message>
        <source>first reply after {time}</source>
        <translation>首次回复 {time} 后</translation>
    </message>
    <message>
        <source>{time} a case</source>
        <translation>每个对话 {time}</translation>
    </message>
    <message>
        <source>without a category</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Drafts in your knowledge&apos;s words</source>
        <translation>用知识原文写的草稿</translation>
    </message>
    <message>
        <source>Question: {field}</source>
        <translation>提问：{field}</translation>
    </message>
    <message>
        <source>Step: {step}</source>
        <translation>步骤：{step}</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分钟</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>No conversation in this period yet.</source>
        <translation>该时段还没有对话。</translation>
    </message>
    <message>
        <source>{n} conversations</source>
        <translation>{n} 个对话</translation>
    </message>
    <message>
        <source>{n} with an open question</source>
        <translation>{n} 个有未解答的问题</translation>
    </message>
    <message>
        <source>{n} % of suggestions used</source>
        <translation>{n} % 的建议被使用</translation>
    </message>
    <message>
        <source>Never used in this period ({n}): {names}</source>
        <translation>该时段从未使用（{n}）：{names}</translation>
    </message>
    <message>
        <source>Every snippet was used.</source>
        <translation>所有片段都用过。</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……还有 {n} 个</translation>
    </message>
    <message>
        <source>{reply}: used</source>
        <translation>{reply}：已使用</translation>
    </message>
    <message>
        <source>Save the insights</source>
        <translation>保存洞察</translation>
    </message>
    <message>
        <source>{n} searched</source>
        <translation>其中搜索 {n} 次</translation>
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
        <translation>{n} 个错误，{m} 个提醒</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Knowledge</name>
    <message>
        <source>Preparing the knowledge was stopped.</source>
        <translation>已停止准备知识库。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Preparing knowledge · {what}</source>
        <translation>正在准备知识 · {what}</translation>
    </message>
    <message>
        <source>{part} {done} of {total}</source>
        <translation>{part} {done}/{total}</translation>
    </message>
    <message>
        <source>{part}. Until then search goes by keywords.</source>
        <translation>{part}。在此之前按关键词搜索。</translation>
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
        <translation>类别</translation>
    </message>
    <message>
        <source>replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Understanding stopped while it opened the knowledge and is being restarted.</source>
        <translation>理解进程在打开知识包时停止，正在重启。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，另有 {n} 处</translation>
    </message>
    <message>
        <source>The knowledge pack could not be opened: {why}</source>
        <translation>无法打开知识包：{why}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Search failed: {why}</source>
        <translation>搜索失败：{why}</translation>
    </message>
</context>
<context>
    <name>KnowledgeWindow</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>New ▾</source>
        <translation>新建 ▾</translation>
    </message>
    <message>
        <source>Make a new part</source>
        <translation>新建内容</translation>
    </message>
    <message>
        <source>Bring in…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Bring in articles from files</source>
        <translation>从文件导入文章</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back the latest change of a file</source>
        <translation>撤回最近一次文件改动</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove this part</source>
        <translation>删除当前内容</translation>
    </message>
    <message>
        <source>Choose a part on the left, or make a new one.</source>
        <translation>在左侧选择一项，或新建一项。</translation>
    </message>
    <message>
        <source>{pack}: knowledge</source>
        <translation>{pack}：知识库</translation>
    </message>
    <message>
        <source>editing…</source>
        <translation>编辑中…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Test…</source>
        <translation>测试…</translation>
    </message>
    <message>
        <source>Test before publishing</source>
        <translation>发布前测试</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Publish to the team</source>
        <translation>发布给团队</translation>
    </message>
</context>
<context>
    <name>LeadReview</name>
    <message>
        <source>Accepted: {file}</source>
        <translation>已采纳：{file}</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
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
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜索列表</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message>
        <source>Calls cannot be heard yet: {why}</source>
        <translation>还不能聆听通话：{why}</translation>
    </message>
    <message>
        <source>One recording at a time: {name} is read</source>
        <translation>一次只能转写一段录音：正在转写 {name}</translation>
    </message>
    <message>
        <source>Transcribing {name}…</source>
        <translation>正在转写 {name}…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The sound is not kept: {why}</source>
        <translation>声音没有保存：{why}</translation>
    </message>
    <message>
        <source>Listening stopped: {why}</source>
        <translation>聆听已停止：{why}</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>重新聆听</translation>
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
        <translation>情绪</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>steady over {n} turns</source>
        <translation>{n} 句以来平稳</translation>
    </message>
    <message>
        <source>getting better over {n} turns</source>
        <translation>{n} 句以来好转</translation>
    </message>
    <message>
        <source>getting worse over {n} turns</source>
        <translation>{n} 句以来变差</translation>
    </message>
    <message>
        <source>Let Assist decide</source>
        <translation>交给 Assist 判断</translation>
    </message>
</context>
<context>
    <name>NothingKeptDialog</name>
    <message>
        <source>Nothing is kept</source>
        <translation>不保存任何内容</translation>
    </message>
    <message>
        <source>Without a keyring or a passphrase nothing is written to disk: conversations and forms are gone when the window closes. Everything else works. You are asked again at the next start.</source>
        <translation>没有密钥环也没有口令，就不会写入磁盘：关闭窗口后，对话和表单都会消失。其他功能照常。下次启动时会再次询问。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Which conversation?</source>
        <translation>打开哪个对话？</translation>
    </message>
    <message>
        <source>Nothing is kept, so there are no earlier conversations.</source>
        <translation>没有保存任何内容，因此没有以前的对话。</translation>
    </message>
    <message>
        <source>There are no earlier conversations.</source>
        <translation>没有以前的对话。</translation>
    </message>
    <message>
        <source>Recent conversations</source>
        <translation>最近的对话</translation>
    </message>
</context>
<context>
    <name>OwnUse</name>
    <message>
        <source>Nothing is kept, so nothing was learned from use.</source>
        <translation>没有保存任何内容，因此没有从使用中学到什么。</translation>
    </message>
    <message>
        <source>Forgotten: replies come in their usual order again</source>
        <translation>已忘记：回复恢复原来的顺序</translation>
    </message>
    <message>
        <source>Not forgotten: {why}</source>
        <translation>未能忘记：{why}</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>unknown language</source>
        <translation>未知语言</translation>
    </message>
    <message>
        <source>nothing said about it</source>
        <translation>尚无表露</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在阅读…</translation>
    </message>
    <message>
        <source>What answers the customer appears here.</source>
        <translation>能回答客户的内容会显示在这里。</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Your knowledge is being prepared; by its words alone nothing was found yet.</source>
        <translation>知识库正在准备；目前只按字词查找，还没有找到。</translation>
    </message>
    <message>
        <source>Nothing in your knowledge covers this.</source>
        <translation>知识库没有涉及此问题的内容。</translation>
    </message>
    <message>
        <source>Look for yourself with Ctrl+K.</source>
        <translation>可按 Ctrl+K 自行查找。</translation>
    </message>
    <message>
        <source>Choosing replies…</source>
        <translation>正在挑选回复…</translation>
    </message>
    <message>
        <source>Replies appear here once there is a conversation.</source>
        <translation>有了对话后，建议回复会显示在这里。</translation>
    </message>
    <message>
        <source>No reply to suggest.</source>
        <translation>没有可建议的回复。</translation>
    </message>
    <message>
        <source>There is no form yet</source>
        <translation>还没有表单</translation>
    </message>
    <message>
        <source>Form copied</source>
        <translation>已复制表单</translation>
    </message>
    <message>
        <source>Question copied</source>
        <translation>已复制问题</translation>
    </message>
    <message>
        <source>{field} copied</source>
        <translation>已复制{field}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Not exported: {why}</source>
        <translation>未能导出：{why}</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>This computer has no keyring for the key of your conversations. Choose a passphrase to encrypt them with. It is kept nowhere: without it they cannot be read again.</source>
        <translation>这台电脑没有可存放密钥的密钥环。请设置一个口令来加密您的对话。口令不会保存在任何地方：没有它，对话将无法再读取。</translation>
    </message>
    <message>
        <source>Your passphrase, to open your conversations.</source>
        <translation>请输入口令以打开您的对话。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>At least {n} characters.</source>
        <translation>至少 {n} 个字符。</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>That passphrase does not open the database.</source>
        <translation>这个口令打不开数据库。</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>剪贴板里没有文字。</translation>
    </message>
    <message>
        <source>Another customer: new conversation. Ctrl+Z adds it to the last one</source>
        <translation>是另一位客户：已新建对话。按 Ctrl+Z 则并入上一个对话</translation>
    </message>
    <message>
        <source>{n} new turns, nothing in common. Another customer? Ctrl+Z, Ctrl+N</source>
        <translation>新增 {n} 轮，与原对话没有共同内容。是另一位客户？按 Ctrl+Z，再按 Ctrl+N</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>没有可撤回的改动</translation>
    </message>
    <message>
        <source>Added to the conversation before</source>
        <translation>已并入上一个对话</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
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
        <translation>对话已更新</translation>
    </message>
    <message>
        <source>Nothing new in it</source>
        <translation>没有新内容</translation>
    </message>
</context>
<context>
    <name>PickMany</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation>此处无法读取图片。</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>No text was found in it.</source>
        <translation>其中没有找到文字。</translation>
    </message>
    <message>
        <source>Nothing new in it</source>
        <translation>没有新内容</translation>
    </message>
    <message>
        <source>The thumbnail was not saved: {why}</source>
        <translation>缩略图没有保存：{why}</translation>
    </message>
    <message>
        <source>it could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Picture: {why}</source>
        <translation>图片：{why}</translation>
    </message>
</context>
<context>
    <name>PlaybookEditor</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>做什么</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>What to say</source>
        <translation>怎么说</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Step {n}</source>
        <translation>步骤 {n}</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
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
        <translation>提议一条回复</translation>
    </message>
    <message>
        <source>Your lead decides. Personal data is hidden before it leaves this computer.</source>
        <translation>由主管决定。个人信息在离开这台电脑之前会被隐去。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>In place of: “{quote}”</source>
        <translation>替换：“{quote}”</translation>
    </message>
    <message>
        <source>What it should say</source>
        <translation>应改为</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>When it fits</source>
        <translation>适用情形</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>It leaves as: {text}</source>
        <translation>发出的内容：{text}</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>Proposed to your lead</source>
        <translation>已提交给主管</translation>
    </message>
    <message>
        <source>Accepted: {file}</source>
        <translation>已采纳：{file}</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Key pinned: {who}</source>
        <translation>已固定密钥：{who}</translation>
    </message>
</context>
<context>
    <name>PublishSheet</name>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>No channel is configured. Name one: assist pack channel set ADDRESS</source>
        <translation>尚未配置渠道。请指定：assist pack channel set 地址</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>Review what agents propose…</source>
        <translation>审阅客服的提议…</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>正在发布</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Share of the machines</source>
        <translation>电脑比例</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>Sign and publish the pack</source>
        <translation>签名并发布知识包</translation>
    </message>
    <message>
        <source>Urgent notice</source>
        <translation>紧急通知</translation>
    </message>
    <message>
        <source>Card payments fail since ten. Take the order number.</source>
        <translation>十点起刷卡支付失败。请记下订单号。</translation>
    </message>
    <message>
        <source>What agents must know</source>
        <translation>客服须知</translation>
    </message>
    <message>
        <source>A reply to insert</source>
        <translation>可插入的回复</translation>
    </message>
    <message>
        <source>Holds for hours</source>
        <translation>有效小时数</translation>
    </message>
    <message>
        <source>Send to every sidebar</source>
        <translation>发送到每个侧边栏</translation>
    </message>
    <message>
        <source>Publishing {version}…</source>
        <translation>正在发布 {version}…</translation>
    </message>
    <message>
        <source>Published {pack} {version}: {size} KB; agents who are up to date fetch {delta} KB.</source>
        <translation>已发布 {pack} {version}：{size} KB；已是最新的客服只需获取 {delta} KB。</translation>
    </message>
    <message>
        <source>Sent. Every open sidebar shows it within a minute, until {time}.</source>
        <translation>已发送。每个打开的侧边栏会在一分钟内显示，直到 {time}。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，另有 {n} 条</translation>
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
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>RawEditor</name>
    <message>
        <source>The file as text</source>
        <translation>文件原文</translation>
    </message>
    <message>
        <source>{path} cannot be read as it should. Mend it here; each fault below leads to its line.</source>
        <translation>{path} 无法正确读取。请在这里修正；点击下方的错误可跳到对应行。</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Recording</source>
        <translation>正在聆听</translation>
    </message>
    <message>
        <source>Language of the call</source>
        <translation>通话语言</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止聆听</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>The customer has been told</source>
        <translation>已经告知客户</translation>
    </message>
    <message>
        <source>Reading the last words…</source>
        <translation>正在转写最后几句…</translation>
    </message>
    <message>
        <source>Recording, preparing…</source>
        <translation>正在录音，准备中…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Language of the call: {name}</source>
        <translation>通话语言：{name}</translation>
    </message>
    <message>
        <source>No microphone: waiting for one</source>
        <translation>没有麦克风：等待接入</translation>
    </message>
    <message>
        <source>No sound device: waiting for one</source>
        <translation>没有声音设备：等待接入</translation>
    </message>
    <message>
        <source>Now: {device}</source>
        <translation>现在使用：{device}</translation>
    </message>
    <message>
        <source>No sound at all: muted?</source>
        <translation>完全没有声音，是否静音？</translation>
    </message>
    <message>
        <source>Too much to read: some was skipped</source>
        <translation>来不及转写，跳过了一部分</translation>
    </message>
</context>
<context>
    <name>RegionPicker</name>
    <message>
        <source>Choose the part of the screen that shows the chat</source>
        <translation>选择显示聊天的屏幕区域</translation>
    </message>
    <message>
        <source>Draw around the chat · Arrows move, Shift+Arrows size, Enter takes it · Esc leaves</source>
        <translation>框住聊天 · 方向键移动，Shift+方向键调整大小，Enter 确定 · Esc 取消</translation>
    </message>
</context>
<context>
    <name>ReviewSheet</name>
    <message>
        <source>Proposals</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>Asking the channel…</source>
        <translation>正在询问渠道…</translation>
    </message>
    <message>
        <source>No proposals wait.</source>
        <translation>没有待处理的提议。</translation>
    </message>
    <message>
        <source>To accept, open your pack&apos;s own folder as knowledge; this is an installed version.</source>
        <translation>要采纳，请把知识包自己的文件夹作为知识打开；当前是已安装的版本。</translation>
    </message>
    <message>
        <source>Not reached: {why}</source>
        <translation>无法连接：{why}</translation>
    </message>
    <message>
        <source>corrects {what}</source>
        <translation>更正 {what}</translation>
    </message>
    <message>
        <source>new reply</source>
        <translation>新回复</translation>
    </message>
    <message>
        <source>It hides personal data: put a placeholder or other words there, then accept.</source>
        <translation>其中隐去了个人信息：请换成占位符或其他文字，然后再接受。</translation>
    </message>
    <message>
        <source>Edit: {title}</source>
        <translation>编辑：{title}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reject: {title}</source>
        <translation>拒绝：{title}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Accept: {title}</source>
        <translation>采纳：{title}</translation>
    </message>
</context>
<context>
    <name>RewriteSheet</name>
    <message>
        <source>Rewrite a reply</source>
        <translation>改写回复</translation>
    </message>
    <message>
        <source>Your reply</source>
        <translation>您的回复</translation>
    </message>
    <message>
        <source>Type or paste what you want to send</source>
        <translation>输入或粘贴您想发送的内容</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>更简短</translation>
    </message>
    <message>
        <source>Friendlier</source>
        <translation>更亲切</translation>
    </message>
    <message>
        <source>Ctrl+1…4 rewrites, Ctrl+Z takes it back</source>
        <translation>Ctrl+1…4 改写，Ctrl+Z 撤销</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use this text</source>
        <translation>使用这段文字</translation>
    </message>
    <message>
        <source>Rewriting… Esc stops it.</source>
        <translation>正在改写… 按 Esc 停止。</translation>
    </message>
    <message>
        <source>Stopped; your text is as it was.</source>
        <translation>已停止，您的文字没有变。</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Rewritten · {who}</source>
        <translation>已改写 · {who}</translation>
    </message>
    <message>
        <source>the model&apos;s version did not hold</source>
        <translation>模型的版本未通过检查</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>内容为空</translation>
    </message>
    <message>
        <source>it has a number, date or link you did not write</source>
        <translation>出现了您没有写的数字、日期或链接</translation>
    </message>
    <message>
        <source>a number, date or link of yours is missing</source>
        <translation>少了您写的数字、日期或链接</translation>
    </message>
    <message>
        <source>it names somebody you did not name</source>
        <translation>提到了您没有提到的人</translation>
    </message>
    <message>
        <source>it promises something you did not promise</source>
        <translation>作出了您没有作的承诺</translation>
    </message>
    <message>
        <source>it speaks as the customer</source>
        <translation>说话的口吻是客户</translation>
    </message>
    <message>
        <source>it is in the wrong language</source>
        <translation>语言不对</translation>
    </message>
    <message>
        <source>it says no where you say yes, or the other way round</source>
        <translation>把肯定和否定弄反了</translation>
    </message>
    <message>
        <source>it repeats itself</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>it breaks off</source>
        <translation>内容不完整</translation>
    </message>
    <message>
        <source>Translating needs a model that knows both languages: choose one in the settings (Ctrl+,).</source>
        <translation>翻译需要懂这两种语言的模型：请在设置里选择（Ctrl+,）。</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>没有需要修改的地方。</translation>
    </message>
    <message>
        <source>This is too long to rewrite at once.</source>
        <translation>内容太长，无法一次改写。</translation>
    </message>
    <message>
        <source>There is nothing to rewrite yet.</source>
        <translation>还没有可以改写的内容。</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>更正式</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>中英互译</translation>
    </message>
</context>
<context>
    <name>RowList</name>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
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
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Not saved: {why}. Your work is still here; saving is tried again.</source>
        <translation>未保存：{why}。您的工作仍在，稍后会再次保存。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>ScreenReader</name>
    <message>
        <source>this desktop does not let a program see the screen; paste a screenshot instead</source>
        <translation>此桌面不允许程序查看屏幕；请改为粘贴截图</translation>
    </message>
    <message>
        <source>another window covers it, or its own is closed</source>
        <translation>另一个窗口挡住了它，或它的窗口已关闭</translation>
    </message>
    <message>
        <source>no chat recognised in it yet</source>
        <translation>还没有认出聊天内容</translation>
    </message>
    <message>
        <source>Reading a part of the screen · {n} messages seen</source>
        <translation>正在读取屏幕的一部分 · 已看到 {n} 条消息</translation>
    </message>
    <message>
        <source>Reading a part of the screen: {why}</source>
        <translation>正在读取屏幕的一部分：{why}</translation>
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
        <translation>{why}。您输入的内容保存在 {place}</translation>
    </message>
    <message>
        <source>Removed. Ctrl+Alt+Z takes it back.</source>
        <translation>已删除。按 Ctrl+Alt+Z 可恢复。</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>没有可撤回的改动</translation>
    </message>
    <message>
        <source>Taken back: {path}</source>
        <translation>已撤回：{path}</translation>
    </message>
    <message>
        <source>Nothing to make again</source>
        <translation>没有可重做的改动</translation>
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
        <translation>设置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>停靠边</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>总在最前</translation>
    </message>
    <message>
        <source>Keep other windows out of its strip</source>
        <translation>为侧栏保留屏幕空间</translation>
    </message>
    <message>
        <source>Show keys on the cards</source>
        <translation>在建议上显示快捷键</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Type into the last window</source>
        <translation>输入到上一个窗口</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Replies I use come a little earlier</source>
        <translation>我用过的回复稍微靠前</translation>
    </message>
    <message>
        <source>Forget what was learned from use</source>
        <translation>忘记从使用中学到的内容</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>off; else window titles</source>
        <translation>关；或填窗口标题</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>As started</source>
        <translation>启动时的知识包</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Write drafts</source>
        <translation>自动起草</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The bundled one</source>
        <translation>自带模型</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>Context, tokens</source>
        <translation>上下文（词元）</translation>
    </message>
    <message>
        <source>Unload after, seconds</source>
        <translation>闲置卸载（秒）</translation>
    </message>
    <message>
        <source>Your team&apos;s engine</source>
        <translation>团队的模型服务</translation>
    </message>
    <message>
        <source>Empty: nobody is called. Personal data is hidden from it all the same.</source>
        <translation>留空：不连接任何主机。个人信息同样会先隐去。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Its model</source>
        <translation>其模型</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Your team&apos;s knowledge</source>
        <translation>团队的知识</translation>
    </message>
    <message>
        <source>A folder, https:// or s3://. Empty: nobody is called, nothing is received.</source>
        <translation>文件夹、https:// 或 s3://。留空：不连接任何人，不接收任何内容。</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Lead&apos;s public key</source>
        <translation>主管的公钥</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>user:password</source>
        <translation>用户名:密码</translation>
    </message>
    <message>
        <source>Look every, seconds</source>
        <translation>查看间隔（秒）</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>您的麦克风</translation>
    </message>
    <message>
        <source>The customer&apos;s sound</source>
        <translation>客户的声音</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒语</translation>
    </message>
    <message>
        <source>Keep the sound, encrypted</source>
        <translation>保存声音（加密）</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视的文件夹</translation>
    </message>
    <message>
        <source>Watch the clipboard in</source>
        <translation>在这些窗口监视剪贴板</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Summary copied</source>
        <translation>小结已复制</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>No field is missing</source>
        <translation>没有缺失的字段</translation>
    </message>
    <message>
        <source>Open a conversation</source>
        <translation>打开对话</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>导出个案</translation>
    </message>
    <message>
        <source>Not everything is saved yet. Close once more to leave all the same.</source>
        <translation>尚有内容未保存。再关闭一次则仍然退出。</translation>
    </message>
    <message>
        <source>Nothing is kept, so there is nothing to count.</source>
        <translation>没有保存任何内容，因此无可统计。</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>The picture that was copied cannot be read.</source>
        <translation>无法读取复制的图片。</translation>
    </message>
    <message>
        <source>Pictures cannot be read here.</source>
        <translation>此处无法读取图片。</translation>
    </message>
    <message>
        <source>The screen is no longer read</source>
        <translation>已停止读取屏幕</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Open connections</source>
        <translation>网络连接</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>No knowledge yet</source>
        <translation>尚无知识库</translation>
    </message>
    <message>
        <source>{name} {version} is ready: it is used from the next conversation.</source>
        <translation>{name} {version} 已就绪：从下一个会话开始使用。</translation>
    </message>
    <message>
        <source>No open connections: nothing leaves this computer.</source>
        <translation>没有网络连接：任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Open connections: {n}</source>
        <translation>网络连接：{n}</translation>
    </message>
    <message>
        <source>Allowed: {hosts}</source>
        <translation>允许连接：{hosts}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Clipboard watch: no window you named is in front.</source>
        <translation>剪贴板监视：您指定的窗口不在最前。</translation>
    </message>
    <message>
        <source>Clipboard watch: a conversation copied in “{title}” is taken in.</source>
        <translation>剪贴板监视：在“{title}”中复制的会话会被读入。</translation>
    </message>
    <message>
        <source>Clipboard watch: paused, {title} is in front.</source>
        <translation>剪贴板监视：已暂停，{title} 在最前。</translation>
    </message>
    <message>
        <source>Clipboard watch is off: this desktop does not tell which window is in front.</source>
        <translation>剪贴板监视已关闭：此桌面不告知哪个窗口在最前。</translation>
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
        <translation>按回车复制问题</translation>
    </message>
</context>
<context>
    <name>SummarySheet</name>
    <message>
        <source>Summary</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Made from what was said; the numbers are the turns it rests on. Change what you like.</source>
        <translation>根据对话内容整理；数字为所依据的轮次。可自行修改。</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>复制小结</translation>
    </message>
    <message>
        <source>Being worded: {text}</source>
        <translation>正在组织语言：{text}</translation>
    </message>
    <message>
        <source>Worded by {who}; the numbers are the turns it rests on. Change what you like.</source>
        <translation>由 {who} 撰写；数字是所依据的对话轮次。可以随意修改。</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待跟进</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Nothing was said yet.</source>
        <translation>还没有对话内容。</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>This card needs a look first: Alt+E to edit it.</source>
        <translation>此建议需先核对：按 Alt+E 编辑。</translation>
    </message>
    <message>
        <source>{mask} is no text for a customer: edit it first</source>
        <translation>{mask} 不能发给客户：请先编辑</translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation>已插入</translation>
    </message>
    <message>
        <source>Copied: paste it where you reply</source>
        <translation>已复制：请粘贴到回复框</translation>
    </message>
</context>
<context>
    <name>TeamDesk</name>
    <message>
        <source>Keys: {what}</source>
        <translation>密钥：{what}</translation>
    </message>
    <message>
        <source>The team&apos;s channel was refused, what is here stays: {why}</source>
        <translation>已拒绝团队渠道，现有内容保持不变：{why}</translation>
    </message>
    <message>
        <source>From your team, until {time}</source>
        <translation>团队通知，有效至 {time}</translation>
    </message>
    <message>
        <source>Insert reply</source>
        <translation>插入回复</translation>
    </message>
    <message>
        <source>{name} {version} comes with the next conversation</source>
        <translation>{name} {version} 将从下一个会话开始使用</translation>
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
        <translation>提议一条回复…</translation>
    </message>
    <message>
        <source>Proposals…</source>
        <translation>提议…</translation>
    </message>
    <message>
        <source>No channel is configured; see the settings.</source>
        <translation>尚未配置渠道；请见设置。</translation>
    </message>
</context>
<context>
    <name>TestSheet</name>
    <message>
        <source>Test before publishing</source>
        <translation>发布前测试</translation>
    </message>
    <message>
        <source>Each category&apos;s examples are judged without themselves, article titles are looked up, and the team&apos;s past conversations are answered again: by the files as they are, and by the published version.</source>
        <translation>用现在的文件和已发布的版本各答一遍：类别例句（判断时先去掉自己）、文章标题，以及团队的历史会话。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Past conversations…</source>
        <translation>历史会话…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Asking both versions…</source>
        <translation>正在询问两个版本…</translation>
    </message>
    <message>
        <source>Past conversations, one JSON object a line</source>
        <translation>历史会话，每行一个 JSON 对象</translation>
    </message>
    <message>
        <source>{n} answers changed: {worse} worse, {better} better.</source>
        <translation>{n} 个答案有变化：{worse} 个变差，{better} 个变好。</translation>
    </message>
    <message>
        <source>No published version is installed here to compare with.</source>
        <translation>这里没有安装已发布的版本可供对比。</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>nothing fits</source>
        <translation>没有合适的</translation>
    </message>
    <message>
        <source>False answers</source>
        <translation>错误答案</translation>
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
        <translation>语言</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>When to use</source>
        <translation>何时用</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Insert field ▾</source>
        <translation>插入字段 ▾</translation>
    </message>
    <message>
        <source>Insert a field of a form</source>
        <translation>插入表单字段</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Customers and agents</source>
        <translation>客户与客服</translation>
    </message>
    <message>
        <source>Agents only</source>
        <translation>仅客服</translation>
    </message>
    <message>
        <source>No form has: {names}</source>
        <translation>没有表单包含：{names}</translation>
    </message>
    <message>
        <source>{{field}} is filled from the case form.</source>
        <translation>{{字段}} 会用工单表单里的值填写。</translation>
    </message>
</context>
<context>
    <name>ToneEditor</name>
    <message>
        <source>Advice to the agent</source>
        <translation>给客服的建议</translation>
    </message>
    <message>
        <source>Style of drafts</source>
        <translation>草稿的风格</translation>
    </message>
</context>
<context>
    <name>TriageStrip</name>
    <message>
        <source>No category</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>Nothing in the pack fits yet</source>
        <translation>知识包里暂无合适的类别</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Let Assist decide</source>
        <translation>交给 Assist 判断</translation>
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
        <translation>立即询问渠道</translation>
    </message>
    <message>
        <source>{name} {version} is ready. It is used from the next conversation.</source>
        <translation>{name} {version} 已就绪，从下一个会话开始使用。</translation>
    </message>
    <message>
        <source>{name} {version} is ready; the pack that is open was chosen by hand and stays.</source>
        <translation>{name} {version} 已就绪；当前知识包是手动选择的，保持不变。</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>{name} {version} comes at {time}.</source>
        <translation>{name} {version} 将于 {time} 到来。</translation>
    </message>
    <message>
        <source>Take it now</source>
        <translation>立即获取</translation>
    </message>
    <message>
        <source>Versions on this computer</source>
        <translation>这台电脑上的版本</translation>
    </message>
    <message>
        <source>No channel is configured. Your lead knows its address; it goes into the settings.</source>
        <translation>尚未配置渠道。主管知道它的地址；请填入设置。</translation>
    </message>
    <message>
        <source>Last looked: {time}</source>
        <translation>上次查看：{time}</translation>
    </message>
    <message>
        <source>Not reached: {why}</source>
        <translation>无法连接：{why}</translation>
    </message>
    <message>
        <source>Nothing new.</source>
        <translation>没有新内容。</translation>
    </message>
    <message>
        <source>signed by {who}, {time}</source>
        <translation>由 {who} 签名，{time}</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未签名</translation>
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
        <translation>无法统计网络连接：{why}</translation>
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
        <translation>话术</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <source>New snippet</source>
        <translation>新建话术</translation>
    </message>
    <message>
        <source>New form</source>
        <translation>新建表单</translation>
    </message>
    <message>
        <source>New category</source>
        <translation>新建类别</translation>
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
        <translation>邮箱</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>number or code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>选项</translation>
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
        <translation>紧急</translation>
    </message>
    <message>
        <source>The folder of the pack to edit</source>
        <translation>要编辑的知识包文件夹</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Article for a question</source>
        <translation>问题对应的文章</translation>
    </message>
    <message>
        <source>Article asked for by its own title</source>
        <translation>用文章自己的标题去找文章</translation>
    </message>
    <message>
        <source>Canned reply</source>
        <translation>话术</translation>
    </message>
</context>
<context>
    <name>for_agent</name>
    <message>
        <source>still needed: {fields}</source>
        <translation>还缺：{fields}</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Paste the conversation</source>
        <translation>粘贴对话</translation>
    </message>
    <message>
        <source>Insert a suggestion</source>
        <translation>插入建议</translation>
    </message>
    <message>
        <source>Dismiss a suggestion</source>
        <translation>弃用建议</translation>
    </message>
    <message>
        <source>Edit a suggestion before inserting</source>
        <translation>插入前编辑建议</translation>
    </message>
    <message>
        <source>Insert the edited suggestion</source>
        <translation>插入编辑后的建议</translation>
    </message>
    <message>
        <source>Show the new suggestions that wait</source>
        <translation>显示等待中的新建议</translation>
    </message>
    <message>
        <source>Correct the mood</source>
        <translation>更正情绪</translation>
    </message>
    <message>
        <source>Correct the category</source>
        <translation>更正类别</translation>
    </message>
    <message>
        <source>Go to the next missing field</source>
        <translation>跳到下一个缺失字段</translation>
    </message>
    <message>
        <source>Copy the field with the focus</source>
        <translation>复制当前字段</translation>
    </message>
    <message>
        <source>Copy the form</source>
        <translation>复制表单</translation>
    </message>
    <message>
        <source>Rewrite a reply: shorter, friendlier, formal</source>
        <translation>改写回复：更简短、更亲切、更正式</translation>
    </message>
    <message>
        <source>Sum the case up</source>
        <translation>为个案写小结</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>导出个案</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>搜索知识库</translation>
    </message>
    <message>
        <source>Answer the question in the search box</source>
        <translation>回答搜索框里的问题</translation>
    </message>
    <message>
        <source>Type what was said</source>
        <translation>输入对话</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互换客户与客服</translation>
    </message>
    <message>
        <source>Take back the last change of the conversation</source>
        <translation>撤销对话的上一次更改</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Recent conversations</source>
        <translation>最近的对话</translation>
    </message>
    <message>
        <source>Updates of the knowledge</source>
        <translation>知识的更新</translation>
    </message>
    <message>
        <source>Propose a reply to your lead</source>
        <translation>向主管提议一条回复</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Go to the next panel</source>
        <translation>转到下一个面板</translation>
    </message>
    <message>
        <source>Stop long work, close what is open</source>
        <translation>停止耗时工作，关闭弹出内容</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>显示快捷键</translation>
    </message>
    <message>
        <source>Read a part of the screen, or stop</source>
        <translation>读取屏幕的一部分，或停止</translation>
    </message>
    <message>
        <source>Show all turns or the latest</source>
        <translation>显示全部对话或最近几句</translation>
    </message>
    <message>
        <source>Listen to the call, or stop</source>
        <translation>开始或停止聆听通话</translation>
    </message>
    <message>
        <source>Pause the recording, or go on</source>
        <translation>暂停或继续聆听</translation>
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
        <translation>新对话</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Recent conversations…</source>
        <translation>最近的对话…</translation>
    </message>
    <message>
        <source>Read a part of the screen…</source>
        <translation>读取屏幕的一部分…</translation>
    </message>
    <message>
        <source>Swap customer and agent</source>
        <translation>互换客户与客服</translation>
    </message>
    <message>
        <source>Summary…</source>
        <translation>小结…</translation>
    </message>
    <message>
        <source>Rewrite a reply…</source>
        <translation>改写回复…</translation>
    </message>
    <message>
        <source>Edit knowledge…</source>
        <translation>编辑知识库…</translation>
    </message>
    <message>
        <source>Insights…</source>
        <translation>洞察…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Pleased</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Confused</source>
        <translation>困惑</translation>
    </message>
    <message>
        <source>Anxious</source>
        <translation>焦虑</translation>
    </message>
    <message>
        <source>Frustrated</source>
        <translation>沮丧</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>愤怒</translation>
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
        <translation>隐藏了 1 项</translation>
    </message>
    <message>
        <source>{n} values hidden</source>
        <translation>隐藏了 {n} 项</translation>
    </message>
    <message>
        <source>used {n}×</source>
        <translation>用过 {n} 次</translation>
    </message>
    <message>
        <source>You used it {n} times for this, so it comes a little earlier</source>
        <translation>您在这类情况中用过 {n} 次，因此稍微靠前</translation>
    </message>
    <message>
        <source>nothing in your knowledge covers this</source>
        <translation>知识库中没有相关内容</translation>
    </message>
    <message>
        <source>no article answers this clearly enough</source>
        <translation>没有文章足够明确地回答</translation>
    </message>
    <message>
        <source>the article that answers this is for staff only</source>
        <translation>能回答的文章仅供内部使用</translation>
    </message>
    <message>
        <source>the answer is in another language</source>
        <translation>答案是另一种语言</translation>
    </message>
    <message>
        <source>the language model does not write this language</source>
        <translation>语言模型不会写这种语言</translation>
    </message>
    <message>
        <source>the customer has not said anything yet</source>
        <translation>客户还没有说话</translation>
    </message>
    <message>
        <source>what the model wrote is not carried by the knowledge</source>
        <translation>模型写的内容没有知识依据</translation>
    </message>
    <message>
        <source>no category of the pack fits</source>
        <translation>知识包里没有合适的类别</translation>
    </message>
    <message>
        <source>the customer has not said yet what it is about</source>
        <translation>客户还没有说明是什么事</translation>
    </message>
    <message>
        <source>low priority</source>
        <translation>低优先级</translation>
    </message>
    <message>
        <source>normal priority</source>
        <translation>普通优先级</translation>
    </message>
    <message>
        <source>high priority</source>
        <translation>高优先级</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>书写中</translation>
    </message>
    <message>
        <source>asleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>重启中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No language model: no drafts. Everything else works.</source>
        <translation>没有语言模型：不起草。其他功能照常。</translation>
    </message>
    <message>
        <source>No meaning model: categories and search go by words only.</source>
        <translation>没有语义模型：类别和搜索只按字词匹配。</translation>
    </message>
    <message>
        <source>Search goes by keywords only.</source>
        <translation>搜索只按关键词进行。</translation>
    </message>
    <message>
        <source>The mood model does not know this language: no mood is shown.</source>
        <translation>情绪模型不懂这种语言：不显示情绪。</translation>
    </message>
    <message>
        <source>The knowledge is still being prepared: search goes by keywords only.</source>
        <translation>知识库仍在准备：搜索只按关键词进行。</translation>
    </message>
    <message>
        <source>No knowledge pack is open: no answers, no replies.</source>
        <translation>没有打开知识包：没有答案，也没有建议回复。</translation>
    </message>
    <message>
        <source>Long conversation: the draft rests on its latest turns and a few words of the older ones.</source>
        <translation>对话较长：草稿依据最近的几轮，较早的只取要点。</translation>
    </message>
    <message>
        <source>Understanding has stopped and is being restarted. What is on screen stays.</source>
        <translation>理解进程已停止，正在重启。屏幕上的内容都保留。</translation>
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
        <translation>{name} · 内存不足</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory; {free} are free.</source>
        <translation>约需 {memory} 内存，现有 {free} 可用。</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, but only {free} are free.</source>
        <translation>约需 {memory} 内存，但只有 {free} 可用。</translation>
    </message>
</context>
</TS>
