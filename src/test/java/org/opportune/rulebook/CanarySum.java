package org.opportune.rulebook;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** A function that rules could aggregate with, if they could import it. */
public final class CanarySum implements AccumulateFunction<Serializable> {
    public CanarySum() {
        Canary.touch();
    }

    @Override
    public Serializable createContext() {
        return 0;
    }

    @Override
    public void init(Serializable context) {
        Canary.touch();
    }

    @Override
    public void accumulate(Serializable context, Object value) {}

    @Override
    public void reverse(Serializable context, Object value) {}

    @Override
    public Object getResult(Serializable context) {
        return 0;
    }

    @Override
    public boolean supportsReverse() {
        return false;
    }

    @Override
    public Class<?> getResultType() {
        return Integer.class;
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
}
