/**
 * A folder comes in; the rulebook that decides now goes out. What does not read, compile or pass its cases changes nothing: the last good one stays, and what is wrong is kept to be shown.
 * It must not know HTTP beyond its resource. Its files are the {@code *.cases.csv} beside the rules.
 */
@NullMarked
package org.opportune.releases;

import org.jspecify.annotations.NullMarked;
