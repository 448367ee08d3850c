/**
 * The words of a command line come in; a check of rule files in a process of its own, or requests to a server's API, go out, and what comes of it is told to a person at a terminal or to a script.
 * It is a program of its own, {@code opportune-cli.jar}, and works on a server from anywhere. It must not know the server's insides: it imports {@code kernel} and what a check is in {@code releases}, and else speaks HTTP.
 * It has no rules; what a command means is written in its {@code --help}.
 */
@NullMarked
package org.opportune.cli;

import org.jspecify.annotations.NullMarked;
