/**
 * Starts Opportune with one command: in come settings, out comes a server that is ready, or one line that says why not.
 * It owns the data folder's lock, the embedded MariaDB and the life of Payara Micro, which runs in a class loader of its own.
 * It must not know customers, rules or decisions, and it never ships in the WAR.
 * It reads no rule files; the settings that it hands on to the server are listed in {@code org.opportune.kernel.Settings}.
 */
@NullMarked
package org.opportune.launcher;

import org.jspecify.annotations.NullMarked;
