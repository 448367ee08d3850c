package org.opportune.vocabulary;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An amount as it was said. A null currency is the rulebook's base currency. */
public record Money(BigDecimal value, @Nullable String currency) {}
