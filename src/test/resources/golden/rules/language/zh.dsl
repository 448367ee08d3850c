# 中文语句。花括号内是填空处：填入 vocabulary.yaml 中的中文名称，或填入一个值。

[keyword]规则=rule
[keyword]当=when
[keyword]则=then
[keyword]结束=end
[keyword]或=or
[keyword]且=and

# 数值
[when]{formula}等于{formula2}={formula} == {formula2}
[when]{formula}不等于{formula2}={formula} != {formula2}
[when]{formula}小于{formula2}={formula} < {formula2}
[when]{formula}不超过{formula2}={formula} <= {formula2}
[when]{formula}大于{formula2}={formula} > {formula2}
[when]{formula}至少为{formula2}={formula} >= {formula2}
[when]{number}介于{amount}到{amount2}之间={number} >= {amount} && {number} <= {amount2}
[when]{number}是以下之一：{values}={number} in ({values})
[when]{number}不是以下任何一个：{values}={number} not in ({values})

# 文本与选项
[when]{text}是{value}={text} == {value}
[when]{text}不是{value}={text} != {value}
[when]{text}是以下之一：{values}={text} in ({values})
[when]{text}不是以下任何一个：{values}={text} not in ({values})
[when]{text}与{text2}相同={text} == {text2}
[when]{text}与{text2}不同={text} != {text2}
[when]{text}以{words}开头={text} str[startsWith] {words}
[when]{text}不以{words}开头={text} not str[startsWith] {words}
[when]{text}以{words}结尾={text} str[endsWith] {words}
[when]{text}不以{words}结尾={text} not str[endsWith] {words}
[when]{text}含有{words}={text} contains {words}
[when]{text}不含{words}={text} not contains {words}

# 集合
[when]{set}包括{value}={set} contains {value}
[when]{set}不包括{value}={set} not contains {value}
[when]{text}属于{set}={set} contains {text}
[when]{text}不属于{set}={set} not contains {text}

# 是与否
[when]{flag}：是={flag} == true
[when]{flag}：否={flag} == false
[when]{flag}与{flag2}相同={flag} == {flag2}
[when]{flag}与{flag2}不同={flag} != {flag2}

# 日期
[when]{day}是{date}={day} == {date}
[when]{day}不是{date}={day} != {date}
[when]{day}早于{date}={day} < {date}
[when]{day}不晚于{date}={day} <= {date}
[when]{day}晚于{date}={day} > {date}
[when]{day}不早于{date}={day} >= {date}
[when]{day}是以下之一：{values}={day} in ({values})
[when]{day}不是以下任何一个：{values}={day} not in ({values})

# 时间
[when]{time}是{moment}={time} == {moment}
[when]{time}不是{moment}={time} != {moment}
[when]{time}早于{moment}={time} < {moment}
[when]{time}不晚于{moment}={time} <= {moment}
[when]{time}晚于{moment}={time} > {moment}
[when]{time}不早于{moment}={time} >= {moment}
[when]{time}是以下之一：{values}={time} in ({values})
[when]{time}不是以下任何一个：{values}={time} not in ({values})

# 任意项
[when]{property}已知={property} != null
[when]{property}未知={property} == null

# 对客户的判断
[when]客户处于{stage}阶段=Classification(stage == {stage})
[when]客户不处于{stage}阶段=Classification(stage != {stage})
[when]客户属于{segment}分群=Classification(segments contains {segment})
[when]客户不属于{segment}分群=Classification(segments not contains {segment})

# 规则的结论
[then]客户处于{stage}阶段=classify.stage({stage})
[then]客户属于{segment}分群=classify.segment({segment})
[then]{score}加{points}分，因为{words}=classify.score({score}, {points}, {words})
[then]推荐{offer}=offers.propose({offer})
[then]不展示该优惠，代码{words}，因为{words2}=policy.suppress($offer, {words}, {words2})
[then]该优惠价值计为{quantity}=rank.value($offer, {quantity})
[then]该优惠权重为{quantity}，因为{words}=rank.weight($offer, {quantity}, {words})
[then]该优惠接受概率为{quantity}=rank.propensity($offer, {quantity})
