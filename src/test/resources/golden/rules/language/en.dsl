# Sentences in English. Words in braces are slots, filled with what vocabulary.yaml calls its things in English, or with a value.

[keyword]or=or
[keyword]and=and

# numbers
[when]{formula} is {formula2}={formula} == {formula2}
[when]{formula} is not {formula2}={formula} != {formula2}
[when]{formula} is less than {formula2}={formula} < {formula2}
[when]{formula} is at most {formula2}={formula} <= {formula2}
[when]{formula} is more than {formula2}={formula} > {formula2}
[when]{formula} is greater than {formula2}={formula} > {formula2}
[when]{formula} is at least {formula2}={formula} >= {formula2}
[when]{number} is from {amount} to {amount2}={number} >= {amount} && {number} <= {amount2}
[when]{number} is one of {values}={number} in ({values})
[when]{number} is none of {values}={number} not in ({values})
[when]{number} is not one of {values}={number} not in ({values})

# texts and choices
[when]{text} is {value}={text} == {value}
[when]{text} is not {value}={text} != {value}
[when]{text} is one of {values}={text} in ({values})
[when]{text} is none of {values}={text} not in ({values})
[when]{text} is not one of {values}={text} not in ({values})
[when]{text} is the same as {text2}={text} == {text2}
[when]{text} is not the same as {text2}={text} != {text2}
[when]{text} begins with {words}={text} str[startsWith] {words}
[when]{text} does not begin with {words}={text} not str[startsWith] {words}
[when]{text} ends with {words}={text} str[endsWith] {words}
[when]{text} does not end with {words}={text} not str[endsWith] {words}
[when]{text} contains {words}={text} contains {words}
[when]{text} does not contain {words}={text} not contains {words}

# sets
[when]{set} include {value}={set} contains {value}
[when]{set} do not include {value}={set} not contains {value}
[when]{text} is among {set}={set} contains {text}
[when]{text} is not among {set}={set} not contains {text}

# yes or no
[when]{flag}: yes={flag} == true
[when]{flag}: no={flag} == false
[when]{flag} is the same as {flag2}={flag} == {flag2}
[when]{flag} is not the same as {flag2}={flag} != {flag2}

# days
[when]{day} is {date}={day} == {date}
[when]{day} is not {date}={day} != {date}
[when]{day} is before {date}={day} < {date}
[when]{day} is on or before {date}={day} <= {date}
[when]{day} is after {date}={day} > {date}
[when]{day} is on or after {date}={day} >= {date}
[when]{day} is one of {values}={day} in ({values})
[when]{day} is none of {values}={day} not in ({values})
[when]{day} is not one of {values}={day} not in ({values})

# times
[when]{time} is {moment}={time} == {moment}
[when]{time} is not {moment}={time} != {moment}
[when]{time} is before {moment}={time} < {moment}
[when]{time} is at or before {moment}={time} <= {moment}
[when]{time} is after {moment}={time} > {moment}
[when]{time} is at or after {moment}={time} >= {moment}
[when]{time} is one of {values}={time} in ({values})
[when]{time} is none of {values}={time} not in ({values})
[when]{time} is not one of {values}={time} not in ({values})

# anything
[when]{property} is known={property} != null
[when]{property} is unknown={property} == null

# what the customer was found to be
[when]the stage is {stage}=Classification(stage == {stage})
[when]the stage is not {stage}=Classification(stage != {stage})
[when]the customer is in the segment {segment}=Classification(segments contains {segment})
[when]the customer is not in the segment {segment}=Classification(segments not contains {segment})

# what a rule says
[then]the stage is {stage}=classify.stage({stage})
[then]the customer belongs to the segment {segment}=classify.segment({segment})
[then]{score} gets {points} points because {words}=classify.score({score}, {points}, {words})
[then]propose {offer}=offers.propose({offer})
[then]suppress the offer as {words} because {words2}=policy.suppress($offer, {words}, {words2})
[then]the offer is worth {quantity}=rank.value($offer, {quantity})
[then]the offer weighs {quantity} because {words}=rank.weight($offer, {quantity}, {words})
[then]the offer is accepted with probability {quantity}=rank.propensity($offer, {quantity})
