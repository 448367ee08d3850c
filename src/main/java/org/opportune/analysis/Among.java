package org.opportune.analysis;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Values without an order.
 *
 * @param values in the order in which they were declared
 * @param isOthers whether these are all but the values
 */
record Among(Set<Object> values, boolean isOthers) implements Some {
    static final Among ALL = new Among(Set.of(), true);

    Among {
        values = Collections.unmodifiableSet(
                new LinkedHashSet<>(values)); // Set.copyOf has no order, and examples are the same every time
    }

    static Among of(Object... values) {
        Set<Object> set = new LinkedHashSet<>();
        Collections.addAll(set, values);
        return new Among(set, false);
    }

    @Override
    public Among and(Some other) {
        Among that = (Among) other;
        if (isOthers && that.isOthers) {
            Set<Object> both = new LinkedHashSet<>(values);
            both.addAll(that.values);
            return new Among(both, true);
        } else if (isOthers) {
            return that.and(this);
        }
        Set<Object> kept = new LinkedHashSet<>(values);
        kept.removeIf(value -> that.values.contains(value) == that.isOthers);
        return new Among(kept, false);
    }

    @Override
    public Among or(Some other) {
        return others().and(other.others()).others();
    }

    @Override
    public Among others() {
        return new Among(values, !isOthers);
    }

    @Override
    public boolean meets(Some other) {
        Among that = (Among) other;
        if (isOthers && that.isOthers) {
            return true;
        } else if (isOthers) {
            return that.meets(this);
        }
        for (Object value : values) {
            if (that.values.contains(value) != that.isOthers) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean contains(Some other) {
        Among that = (Among) other;
        if (that.isOthers) {
            return isOthers && that.values.containsAll(values);
        }
        for (Object value : that.values) {
            if (values.contains(value) == isOthers) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isEmpty() {
        return !isOthers && values.isEmpty();
    }
}
