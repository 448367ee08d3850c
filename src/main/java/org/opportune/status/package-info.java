/**
 * A customer's identity comes in; where they stand goes out, in words: stage, history, segments, scores, features, what not to do. Also the count of customers by stage, and the hourly
 * sweep that notices moves which only time has caused. Reading writes nothing. It has no rules of its own.
 */
@NullMarked
package org.opportune.status;

import org.jspecify.annotations.NullMarked;
