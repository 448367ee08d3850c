[when]The customer ordered at least {count} times=Customer(orders90d >= {count})
[when]The customer lives in "{country}"=Customer(country == "{country}")
[then]Give "{offer}"=offers.propose("{offer}");
[when]Customer=Customer Customer
