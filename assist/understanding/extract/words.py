"""Function words and small talk: never a name, a place or a title on their own."""

_WORDS = """
alright confirming set search searching previous current next first second last another both either neither else
a about account address afternoon again ago ah aha all already also am an and any anyone anything anywhere
april are area as ask at august available away awesome back be because been before book booked booking bored
but buy by bye calling can cancel certainly check city contacting cool correct could customer day dear
december depart did do does doing don't done dont else email evening exactly excellent february fine flight
fly for friday from get give go going good goodbye got great had has have having he hello help her here hey hi
him his hmm how huh i i'd i'll i'm i've if in indeed interested into is issue it it's its january july june
just know late let let's like look looking looks lovely madam make many march mate may maybe me mind monday
more morning much my nah name need needs never new nice night no none nope not nothing november now number
october of off oh ok okay on one only or order our out over people perfect person phone place please possible
problem quite really refund reserve return right same saturday see seems send september she should show sir so
some something soon sorry sound sounds stay still stuck sunday sure take tell than thank thanks that that's
the their them then there there's these they thing things think this those thursday time to today together
tomorrow tonight too trip try trying tuesday uh um unfortunately until up us use very visit wait want was
watch we wednesday well were what what's whatever when where which who why will with won't wondering wont
would wow ya yea yeah yep yes yesterday yet you you're your yup
"""
STOP = frozenset(_WORDS.split())
