/**
 * The files of a rulebook come in, from a folder, an archive or an upload; text and tables that may be read go out, each cell with its place. Hostile until
 * checked: sizes, encodings and archives are judged here, before any parser opens them. It must not know what a name or a rule means.
 */
@NullMarked
package org.opportune.intake;

import org.jspecify.annotations.NullMarked;
