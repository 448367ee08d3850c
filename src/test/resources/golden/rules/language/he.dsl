# משפטים בעברית. בסוגריים מסולסלים המקומות שיש למלא: בשם העברי שב־vocabulary.yaml או בערך.

[keyword]כלל=rule
[keyword]כאשר=when
[keyword]אז=then
[keyword]סוף=end
[keyword]או=or
[keyword]וגם=and

# מספרים
[when]{formula}: בדיוק {formula2}={formula} == {formula2}
[when]{formula}: לא {formula2}={formula} != {formula2}
[when]{formula}: פחות מ־{formula2}={formula} < {formula2}
[when]{formula}: לכל היותר {formula2}={formula} <= {formula2}
[when]{formula}: יותר מ־{formula2}={formula} > {formula2}
[when]{formula}: לפחות {formula2}={formula} >= {formula2}
[when]{number}: בין {amount} ל־{amount2}={number} >= {amount} && {number} <= {amount2}
[when]{number}: אחד מאלה: {values}={number} in ({values})
[when]{number}: אף אחד מאלה: {values}={number} not in ({values})

# טקסטים ובחירות
[when]{text}: {value}={text} == {value}
[when]{text}: לא {value}={text} != {value}
[when]{text}: אחד מאלה: {values}={text} in ({values})
[when]{text}: אף אחד מאלה: {values}={text} not in ({values})
[when]{text}: כמו {text2}={text} == {text2}
[when]{text}: לא כמו {text2}={text} != {text2}
[when]{text}: מתחיל ב־{words}={text} str[startsWith] {words}
[when]{text}: לא מתחיל ב־{words}={text} not str[startsWith] {words}
[when]{text}: נגמר ב־{words}={text} str[endsWith] {words}
[when]{text}: לא נגמר ב־{words}={text} not str[endsWith] {words}
[when]{text}: מכיל את {words}={text} contains {words}
[when]{text}: לא מכיל את {words}={text} not contains {words}

# קבוצות
[when]{set}: כולל את {value}={set} contains {value}
[when]{set}: לא כולל את {value}={set} not contains {value}
[when]{text}: נמצא בתוך {set}={set} contains {text}
[when]{text}: לא נמצא בתוך {set}={set} not contains {text}

# כן או לא
[when]{flag}: כן={flag} == true
[when]{flag}: לא={flag} == false
[when]{flag}: כמו {flag2}={flag} == {flag2}
[when]{flag}: לא כמו {flag2}={flag} != {flag2}

# ימים
[when]{day}: ביום {date}={day} == {date}
[when]{day}: לא ביום {date}={day} != {date}
[when]{day}: לפני {date}={day} < {date}
[when]{day}: עד {date}={day} <= {date}
[when]{day}: אחרי {date}={day} > {date}
[when]{day}: החל מ־{date}={day} >= {date}
[when]{day}: אחד מאלה: {values}={day} in ({values})
[when]{day}: אף אחד מאלה: {values}={day} not in ({values})

# מועדים
[when]{time}: במועד {moment}={time} == {moment}
[when]{time}: לא במועד {moment}={time} != {moment}
[when]{time}: לפני {moment}={time} < {moment}
[when]{time}: עד {moment}={time} <= {moment}
[when]{time}: אחרי {moment}={time} > {moment}
[when]{time}: החל מ־{moment}={time} >= {moment}
[when]{time}: אחד מאלה: {values}={time} in ({values})
[when]{time}: אף אחד מאלה: {values}={time} not in ({values})

# כל דבר
[when]{property}: ידוע={property} != null
[when]{property}: לא ידוע={property} == null

# מה שנקבע על הלקוח
[when]הלקוח בשלב {stage}=Classification(stage == {stage})
[when]הלקוח לא בשלב {stage}=Classification(stage != {stage})
[when]הלקוח בפלח {segment}=Classification(segments contains {segment})
[when]הלקוח לא בפלח {segment}=Classification(segments not contains {segment})

# מה שהכלל אומר
[then]הלקוח בשלב {stage}=classify.stage({stage})
[then]הלקוח בפלח {segment}=classify.segment({segment})
[then]{score}: להוסיף {points} נקודות כי {words}=classify.score({score}, {points}, {words})
[then]להציע את {offer}=offers.propose({offer})
[then]לא להציע, קוד {words}, כי {words2}=policy.suppress($offer, {words}, {words2})
[then]שווי ההצעה ייחשב {quantity}=rank.value($offer, {quantity})
[then]משקל ההצעה {quantity} כי {words}=rank.weight($offer, {quantity}, {words})
[then]הסתברות קבלת ההצעה {quantity}=rank.propensity($offer, {quantity})
