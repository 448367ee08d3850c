package org.opportune.rulebook;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Where the engine finds the rows of a rulebook, and the tests and actions of its rules. Each of these is loaded by itself, and what the rulebook before had
 * byte for byte is taken from it: a release changes few rules, and the others go on at the speed that the just-in-time compiler has given them. What no
 * rulebook uses any more goes, with its loader.
 */
final class RuleLoader extends ClassLoader {
    private static final Pattern TEST_OR_ACTION =
            Pattern.compile("opportune/[a-z]+/P[0-9A-F]{2}/Lambda(Predicate|Consequence|Extractor)[0-9A-F]{32}");

    /** Of an entry of the constant pool. */
    private static final int CLASS = 7;

    private final RowClasses rows;
    private final Map<String, Alone> classes = new TreeMap<>();

    private RuleLoader(RowClasses rows) {
        super(rows);
        this.rows = rows;
    }

    /**
     * Of classes that were judged.
     *
     * @param rows those they were compiled with
     * @param before that of the rulebook before; null when there is none
     */
    static RuleLoader of(RowClasses rows, RuleClasses compiled, @Nullable RuleLoader before) {
        RuleLoader kept = before != null && before.rows.isSameAs(rows) ? before : null;
        RuleLoader loader = new RuleLoader(kept == null ? rows : kept.rows);
        compiled.byName().forEach((internal, code) -> {
            if (TEST_OR_ACTION.matcher(internal).matches() && isAlone(internal, code, compiled)) {
                String name = internal.replace('/', '.');
                Alone same = kept == null ? null : kept.classes.get(name);
                loader.classes.put(name, same != null && same.isOf(code) ? same : new Alone(loader.rows, name, code));
            }
        });
        return loader;
    }

    /** Whether it refers to rows and to the engine, and to none of its fellows: one that does must be loaded beside them. */
    private static boolean isAlone(String internal, byte[] code, RuleClasses all) {
        ClassReader reader = new ClassReader(code);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0 && reader.readByte(at - 1) == CLASS) {
                String name = reader.readUTF8(at, buffer);
                if (!name.equals(internal) && all.byName().containsKey(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    RowClasses rows() {
        return rows;
    }

    /** Whether a class is found here, so that the engine must not be given it. */
    boolean has(String internalName) {
        return classes.containsKey(internalName.replace('/', '.'));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Alone loader = classes.get(name);
        if (loader == null) {
            throw new ClassNotFoundException(name);
        }
        return loader.loadClass(name);
    }

    /** The loader of one class. */
    private static final class Alone extends ClassLoader {
        private final String name;
        private final byte[] code;

        Alone(RowClasses rows, String name, byte[] code) {
            super(rows);
            this.name = name;
            this.code = code;
        }

        boolean isOf(byte[] other) {
            return Arrays.equals(code, other);
        }

        @Override
        protected Class<?> findClass(String wanted) throws ClassNotFoundException {
            if (!wanted.equals(name)) {
                throw new ClassNotFoundException(wanted);
            }
            return defineClass(name, code, 0, code.length);
        }
    }
}
