package org.opportune.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Finding;

/**
 * One of several that was not taken.
 *
 * @param index in the list that was sent, from 0
 * @param id as it was sent; absent when it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refused(int index, @Nullable String id, List<Finding> errors) {}
