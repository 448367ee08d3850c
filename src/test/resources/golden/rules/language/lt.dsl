# Sakiniai lietuviškai. Riestiniuose skliaustuose yra vietos, kurias užpildo vocabulary.yaml lietuviški pavadinimai arba reikšmės.

[keyword]taisyklė=rule
[keyword]kai=when
[keyword]tada=then
[keyword]pabaiga=end
[keyword]arba=or
[keyword]ir=and

# skaičiai
[when]{formula} yra {formula2}={formula} == {formula2}
[when]{formula} nėra {formula2}={formula} != {formula2}
[when]{formula} yra mažiau nei {formula2}={formula} < {formula2}
[when]{formula} yra ne daugiau kaip {formula2}={formula} <= {formula2}
[when]{formula} yra daugiau nei {formula2}={formula} > {formula2}
[when]{formula} yra ne mažiau kaip {formula2}={formula} >= {formula2}
[when]{number} yra nuo {amount} iki {amount2}={number} >= {amount} && {number} <= {amount2}
[when]{number} yra viena iš: {values}={number} in ({values})
[when]{number} nėra nė viena iš: {values}={number} not in ({values})

# tekstai ir pasirinkimai
[when]{text} yra {value}={text} == {value}
[when]{text} nėra {value}={text} != {value}
[when]{text} yra viena iš: {values}={text} in ({values})
[when]{text} nėra nė viena iš: {values}={text} not in ({values})
[when]{text} sutampa su {text2}={text} == {text2}
[when]{text} nesutampa su {text2}={text} != {text2}
[when]{text} prasideda tekstu {words}={text} str[startsWith] {words}
[when]{text} neprasideda tekstu {words}={text} not str[startsWith] {words}
[when]{text} baigiasi tekstu {words}={text} str[endsWith] {words}
[when]{text} nesibaigia tekstu {words}={text} not str[endsWith] {words}
[when]{text} turi tekstą {words}={text} contains {words}
[when]{text} neturi teksto {words}={text} not contains {words}

# aibės
[when]{set} apima reikšmę {value}={set} contains {value}
[when]{set} neapima reikšmės {value}={set} not contains {value}
[when]{text} yra tarp: {set}={set} contains {text}
[when]{text} nėra tarp: {set}={set} not contains {text}

# taip arba ne
[when]{flag}: taip={flag} == true
[when]{flag}: ne={flag} == false
[when]{flag} sutampa su {flag2}={flag} == {flag2}
[when]{flag} nesutampa su {flag2}={flag} != {flag2}

# dienos
[when]{day} yra {date}={day} == {date}
[when]{day} nėra {date}={day} != {date}
[when]{day} yra anksčiau nei {date}={day} < {date}
[when]{day} yra ne vėliau kaip {date}={day} <= {date}
[when]{day} yra vėliau nei {date}={day} > {date}
[when]{day} yra ne anksčiau kaip {date}={day} >= {date}
[when]{day} yra viena iš: {values}={day} in ({values})
[when]{day} nėra nė viena iš: {values}={day} not in ({values})

# laikas
[when]{time} yra {moment}={time} == {moment}
[when]{time} nėra {moment}={time} != {moment}
[when]{time} yra anksčiau nei {moment}={time} < {moment}
[when]{time} yra ne vėliau kaip {moment}={time} <= {moment}
[when]{time} yra vėliau nei {moment}={time} > {moment}
[when]{time} yra ne anksčiau kaip {moment}={time} >= {moment}
[when]{time} yra vienas iš: {values}={time} in ({values})
[when]{time} nėra nė vienas iš: {values}={time} not in ({values})

# bet kas
[when]{property}: žinoma={property} != null
[when]{property}: nežinoma={property} == null

# kas nustatyta apie klientą
[when]kliento etapas yra {stage}=Classification(stage == {stage})
[when]kliento etapas nėra {stage}=Classification(stage != {stage})
[when]klientas priklauso segmentui {segment}=Classification(segments contains {segment})
[when]klientas nepriklauso segmentui {segment}=Classification(segments not contains {segment})

# ką sako taisyklė
[then]kliento etapas yra {stage}=classify.stage({stage})
[then]klientas priklauso segmentui {segment}=classify.segment({segment})
[then]{score}: {points} taškų, nes {words}=classify.score({score}, {points}, {words})
[then]siūlyti {offer}=offers.propose({offer})
[then]nesiūlyti, kodas {words}, nes {words2}=policy.suppress($offer, {words}, {words2})
[then]pasiūlymo vertė laikoma {quantity}=rank.value($offer, {quantity})
[then]pasiūlymo svoris {quantity}, nes {words}=rank.weight($offer, {quantity}, {words})
[then]pasiūlymo priėmimo tikimybė {quantity}=rank.propensity($offer, {quantity})
