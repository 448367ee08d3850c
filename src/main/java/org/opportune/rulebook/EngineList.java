package org.opportune.rulebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Type;
import org.opportune.model.Step;

/**
 * The exact list of what the engine's generated code needs, and of the verbs: there is no wildcard and no prefix in it. Tests fail when an entry is missing
 * and when one is needed no more.
 *
 * @param seen classes that generated code is compiled against
 * @param loaded classes that generated code and the engine load by their names when rules run
 * @param called methods and fields that generated code may use, each as {@code owner.name descriptor} in the JVM's form
 */
record EngineList(Set<String> seen, Set<String> loaded, Set<String> called) {
    static final EngineList INSTANCE = read();

    private static EngineList read() {
        EngineList list = new EngineList(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (String line : lines()) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "see", "see21" -> list.seen.add(rest); // a supertype that there is from Java 21 on
                case "load" -> list.loaded.add(rest);
                case "call" -> list.called.add(rest);
                case "#" -> {}
                default -> throw new IllegalStateException("not a line of the list: " + line);
            }
        }
        for (Step step : Step.values()) {
            list.verbs(step.verbs());
        }
        return list;
    }

    private void verbs(String name) {
        seen.add(name);
        loaded.add(name);
        try {
            for (Method verb : Class.forName(name).getMethods()) {
                called.add(name.replace('.', '/') + "." + verb.getName() + " " + Type.getMethodDescriptor(verb));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a step names verbs that are not there", e);
        }
    }

    static List<String> lines() {
        try (InputStream in = EngineList.class.getResourceAsStream("engine.list")) {
            if (in == null) {
                throw new IllegalStateException("engine.list is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
