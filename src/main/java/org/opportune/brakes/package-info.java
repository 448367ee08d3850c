/**
 * The emergency brake: the verdicts of policy come in and go out again, with a reason against every candidate whose offer or campaign somebody has paused. What is paused comes from people, at once and outside releases, and is kept in the database and the data folder.
 * The way of a decision gets it as one immutable {@link org.opportune.brakes.Paused}; it must not wait for whoever changes it. No release and no rule knows of it.
 */
@NullMarked
package org.opportune.brakes;

import org.jspecify.annotations.NullMarked;
