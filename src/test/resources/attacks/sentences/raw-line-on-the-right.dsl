[when]The customer ordered at least {amount} times=Customer(orders90d >= {amount})
[when]The customer lives in {words}=Customer(country == {words})
[then]Give {offer}=offers.propose({offer});
