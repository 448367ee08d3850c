# Lauseet suomeksi. Aaltosulkeissa ovat paikat, joihin tulee se, miksi vocabulary.yaml asiaansa suomeksi kutsuu, tai arvo.

[keyword]sääntö=rule
[keyword]kun=when
[keyword]niin=then
[keyword]loppu=end
[keyword]tai=or
[keyword]ja=and

# luvut
[when]{formula} on {formula2}={formula} == {formula2}
[when]{formula} ei ole {formula2}={formula} != {formula2}
[when]{formula} on alle {formula2}={formula} < {formula2}
[when]{formula} on enintään {formula2}={formula} <= {formula2}
[when]{formula} on yli {formula2}={formula} > {formula2}
[when]{formula} on vähintään {formula2}={formula} >= {formula2}
[when]{number} on välillä {amount} – {amount2}={number} >= {amount} && {number} <= {amount2}
[when]{number} on jokin näistä: {values}={number} in ({values})
[when]{number} ei ole mikään näistä: {values}={number} not in ({values})

# tekstit ja vaihtoehdot
[when]{text} on {value}={text} == {value}
[when]{text} ei ole {value}={text} != {value}
[when]{text} on jokin näistä: {values}={text} in ({values})
[when]{text} ei ole mikään näistä: {values}={text} not in ({values})
[when]{text} on sama kuin {text2}={text} == {text2}
[when]{text} ei ole sama kuin {text2}={text} != {text2}
[when]{text} alkaa tekstillä {words}={text} str[startsWith] {words}
[when]{text} ei ala tekstillä {words}={text} not str[startsWith] {words}
[when]{text} päättyy tekstiin {words}={text} str[endsWith] {words}
[when]{text} ei pääty tekstiin {words}={text} not str[endsWith] {words}
[when]{text} sisältää tekstin {words}={text} contains {words}
[when]{text} ei sisällä tekstiä {words}={text} not contains {words}

# joukot
[when]{set} sisältävät arvon {value}={set} contains {value}
[when]{set} eivät sisällä arvoa {value}={set} not contains {value}
[when]{text} on mukana joukossa {set}={set} contains {text}
[when]{text} ei ole mukana joukossa {set}={set} not contains {text}

# kyllä tai ei
[when]{flag}: kyllä={flag} == true
[when]{flag}: ei={flag} == false
[when]{flag} on sama kuin {flag2}={flag} == {flag2}
[when]{flag} ei ole sama kuin {flag2}={flag} != {flag2}

# päivät
[when]{day} on {date}={day} == {date}
[when]{day} ei ole {date}={day} != {date}
[when]{day} on ennen päivää {date}={day} < {date}
[when]{day} on viimeistään {date}={day} <= {date}
[when]{day} on päivän {date} jälkeen={day} > {date}
[when]{day} on aikaisintaan {date}={day} >= {date}
[when]{day} on jokin näistä: {values}={day} in ({values})
[when]{day} ei ole mikään näistä: {values}={day} not in ({values})

# ajankohdat
[when]{time} on {moment}={time} == {moment}
[when]{time} ei ole {moment}={time} != {moment}
[when]{time} on ennen hetkeä {moment}={time} < {moment}
[when]{time} on viimeistään {moment}={time} <= {moment}
[when]{time} on hetken {moment} jälkeen={time} > {moment}
[when]{time} on aikaisintaan {moment}={time} >= {moment}
[when]{time} on jokin näistä: {values}={time} in ({values})
[when]{time} ei ole mikään näistä: {values}={time} not in ({values})

# mikä tahansa
[when]{property} on tiedossa={property} != null
[when]{property} ei ole tiedossa={property} == null

# mitä asiakkaasta on todettu
[when]asiakkaan vaihe on {stage}=Classification(stage == {stage})
[when]asiakkaan vaihe ei ole {stage}=Classification(stage != {stage})
[when]asiakas kuuluu segmenttiin {segment}=Classification(segments contains {segment})
[when]asiakas ei kuulu segmenttiin {segment}=Classification(segments not contains {segment})

# mitä sääntö sanoo
[then]asiakkaan vaihe on {stage}=classify.stage({stage})
[then]asiakas kuuluu segmenttiin {segment}=classify.segment({segment})
[then]{score} saa {points} pistettä, koska {words}=classify.score({score}, {points}, {words})
[then]tarjoa {offer}=offers.propose({offer})
[then]hylkää tarjous koodilla {words}, koska {words2}=policy.suppress($offer, {words}, {words2})
[then]tarjouksen arvoksi tulee {quantity}=rank.value($offer, {quantity})
[then]tarjouksen painoksi tulee {quantity}, koska {words}=rank.weight($offer, {quantity}, {words})
[then]tarjouksen hyväksymistodennäköisyys on {quantity}=rank.propensity($offer, {quantity})
