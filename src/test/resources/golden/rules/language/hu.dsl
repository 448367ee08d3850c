# Mondatok magyarul. A kapcsos zárójelben álló helyekre a vocabulary.yaml magyar elnevezései vagy értékek kerülnek.

[keyword]szabály=rule
[keyword]ha=when
[keyword]akkor=then
[keyword]vége=end
[keyword]vagy=or
[keyword]és=and

# számok
[when]{formula} értéke {formula2}={formula} == {formula2}
[when]{formula} értéke nem {formula2}={formula} != {formula2}
[when]{formula} kevesebb, mint {formula2}={formula} < {formula2}
[when]{formula} legfeljebb {formula2}={formula} <= {formula2}
[when]{formula} több, mint {formula2}={formula} > {formula2}
[when]{formula} legalább {formula2}={formula} >= {formula2}
[when]{number} értéke {amount} és {amount2} között van={number} >= {amount} && {number} <= {amount2}
[when]{number} értéke ezek egyike: {values}={number} in ({values})
[when]{number} értéke ezek egyike sem: {values}={number} not in ({values})

# szövegek és választható értékek
[when]{text} értéke {value}={text} == {value}
[when]{text} értéke nem {value}={text} != {value}
[when]{text} értéke ezek egyike: {values}={text} in ({values})
[when]{text} értéke ezek egyike sem: {values}={text} not in ({values})
[when]{text} ugyanaz, mint {text2}={text} == {text2}
[when]{text} nem ugyanaz, mint {text2}={text} != {text2}
[when]{text} így kezdődik: {words}={text} str[startsWith] {words}
[when]{text} nem így kezdődik: {words}={text} not str[startsWith] {words}
[when]{text} így végződik: {words}={text} str[endsWith] {words}
[when]{text} nem így végződik: {words}={text} not str[endsWith] {words}
[when]{text} szövegében szerepel: {words}={text} contains {words}
[when]{text} szövegében nem szerepel: {words}={text} not contains {words}

# halmazok
[when]{set} között szerepel: {value}={set} contains {value}
[when]{set} között nem szerepel: {value}={set} not contains {value}
[when]{text} szerepel itt: {set}={set} contains {text}
[when]{text} nem szerepel itt: {set}={set} not contains {text}

# igen vagy nem
[when]{flag}: igen={flag} == true
[when]{flag}: nem={flag} == false
[when]{flag} ugyanaz, mint {flag2}={flag} == {flag2}
[when]{flag} nem ugyanaz, mint {flag2}={flag} != {flag2}

# napok
[when]{day} napja {date}={day} == {date}
[when]{day} napja nem {date}={day} != {date}
[when]{day} korábbi, mint {date}={day} < {date}
[when]{day} legkésőbb {date}={day} <= {date}
[when]{day} későbbi, mint {date}={day} > {date}
[when]{day} legkorábban {date}={day} >= {date}
[when]{day} napja ezek egyike: {values}={day} in ({values})
[when]{day} napja ezek egyike sem: {values}={day} not in ({values})

# időpontok
[when]{time} időpontja {moment}={time} == {moment}
[when]{time} időpontja nem {moment}={time} != {moment}
[when]{time} korábbi, mint {moment}={time} < {moment}
[when]{time} legkésőbb {moment}={time} <= {moment}
[when]{time} későbbi, mint {moment}={time} > {moment}
[when]{time} legkorábban {moment}={time} >= {moment}
[when]{time} időpontja ezek egyike: {values}={time} in ({values})
[when]{time} időpontja ezek egyike sem: {values}={time} not in ({values})

# bármi
[when]{property} ismert={property} != null
[when]{property} ismeretlen={property} == null

# amit az ügyfélről megállapítottunk
[when]az ügyfél szakasza {stage}=Classification(stage == {stage})
[when]az ügyfél szakasza nem {stage}=Classification(stage != {stage})
[when]az ügyfél a következő szegmensbe tartozik: {segment}=Classification(segments contains {segment})
[when]az ügyfél nem tartozik a következő szegmensbe: {segment}=Classification(segments not contains {segment})

# amit a szabály mond
[then]az ügyfél szakasza {stage}=classify.stage({stage})
[then]az ügyfél a következő szegmensbe tartozik: {segment}=classify.segment({segment})
[then]{score}: {points} pont, mert {words}=classify.score({score}, {points}, {words})
[then]ajánlat: {offer}=offers.propose({offer})
[then]nem ajánlható, kód: {words}, mert {words2}=policy.suppress($offer, {words}, {words2})
[then]az ajánlat értéke legyen {quantity}=rank.value($offer, {quantity})
[then]az ajánlat súlya {quantity}, mert {words}=rank.weight($offer, {quantity}, {words})
[then]az ajánlat elfogadásának valószínűsége {quantity}=rank.propensity($offer, {quantity})
