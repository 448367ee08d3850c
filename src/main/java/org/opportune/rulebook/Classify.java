package org.opportune.rulebook;

/** What rules of {@code classification/} may say, as the global {@code classify}. */
public interface Classify {
    /** The customer may be in this stage; the first of the vocabulary's order wins. */
    void stage(String id);

    void segment(String id);

    /** Adds points, which may be negative and are rounded half up, for a reason that people read. */
    void score(String id, double points, String because);
}
