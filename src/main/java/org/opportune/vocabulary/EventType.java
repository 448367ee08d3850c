package org.opportune.vocabulary;

import java.util.Map;
import org.opportune.kernel.Label;

/** A kind of event and the properties that it may carry. */
public record EventType(String name, Label label, Map<String, Property> properties) {}
