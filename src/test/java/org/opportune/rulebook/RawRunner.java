package org.opportune.rulebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The child process of {@link RawProcess}: gives each source of its input to the engine, and answers with a line what came of it. */
final class RawRunner {
    static final String READY = "ready";
    static final String TOUCHED = "touched ";
    static final String UNTOUCHED = "untouched ";

    private RawRunner() {}

    /** Takes which words rules have, whether classes are filtered, and whether they are checked. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Layers layers =
                new Layers(Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2]), EngineList.INSTANCE);
        RawRules rules = new RawRules(arguments[0].equals("small") ? new SmallShop().facts() : WideShop.FACTS, layers);
        rules.run(RawSource.drl(SmallShop.HEADER)); // what the engine needs to begin is no attack's time
        answers.println(READY);
        BufferedReader sources = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = sources.readLine(); line != null; line = sources.readLine()) {
            String result = rules.run(RawSource.of(line));
            answers.println((Canary.wasTouched() ? TOUCHED : UNTOUCHED) + result.replace('\n', ' '));
            answers.flush();
        }
        System.exit(0); // whatever threads an attack left
    }
}
