package org.opportune.rulebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.opportune.model.Canonical;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;

/**
 * The class loader of one rulebook's rows. A row is what the rules of one step match on: a final class with a getter for each property of the step's facts,
 * and a constructor that takes all values in order and keeps them as they are: one that gave each a field of its own, of which there are more than a hundred,
 * kept the just-in-time compiler busy for a third of a second at each release. Old rulebooks leave nothing behind.
 */
final class RowClasses extends ClassLoader {
    private static final String VALUES = "values";
    private static final String ARRAY = "[Ljava/lang/Object;";

    private final Map<String, byte[]> bytes = new HashMap<>();

    RowClasses(Facts facts, ClassLoader parent) {
        this(shapes(facts), parent);
    }

    /** Takes the shapes by the qualified names of their classes. */
    RowClasses(Map<String, RowShape> shapes, ClassLoader parent) {
        super(parent);
        shapes.forEach((name, shape) -> bytes.put(name, write(name, shape)));
    }

    private static Map<String, RowShape> shapes(Facts facts) {
        Map<String, RowShape> shapes = new HashMap<>();
        for (Step step : Step.values()) {
            shapes.put(name(step), RowShape.of(step, facts));
        }
        return shapes;
    }

    static String name(Step step) {
        return Step.FACTS + "." + Canonical.row(step);
    }

    /** Whether its rows are the same, byte for byte. */
    boolean isSameAs(RowClasses other) {
        return bytes.keySet().equals(other.bytes.keySet())
                && bytes.entrySet().stream()
                        .allMatch(row -> Arrays.equals(row.getValue(), other.bytes.get(row.getKey())));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = bytes.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    /** Drools' compiler finds classes by their resource: overriding getResourceAsStream alone is not enough. */
    @Override
    protected @Nullable URL findResource(String name) {
        byte[] code = bytes.get(name.replace('/', '.').replaceFirst("\\.class$", ""));
        if (code == null || !name.endsWith(".class")) {
            return null;
        }
        try {
            return new URL(null, "fact:" + name, new InMemory(code));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] write(String name, RowShape shape) {
        String owner = name.replace('.', '/');
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                owner,
                null,
                "java/lang/Object",
                null);
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, VALUES, ARRAY, null, null)
                .visitEnd();
        constructor(writer, owner);
        int index = 0;
        for (RowShape.Column column : shape.columns()) {
            getter(writer, owner, column.name(), index++, Type.getType(column.type()));
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer, String owner) {
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + ARRAY + ")V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitVarInsn(Opcodes.ALOAD, 1);
        constructor.visitFieldInsn(Opcodes.PUTFIELD, owner, VALUES, ARRAY);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
    }

    static String getter(String property) {
        return "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }

    private static void getter(ClassWriter writer, String owner, String property, int index, Type type) {
        MethodVisitor getter =
                writer.visitMethod(Opcodes.ACC_PUBLIC, getter(property), "()" + type.getDescriptor(), null, null);
        getter.visitCode();
        getter.visitVarInsn(Opcodes.ALOAD, 0);
        getter.visitFieldInsn(Opcodes.GETFIELD, owner, VALUES, ARRAY);
        getter.visitLdcInsn(index);
        getter.visitInsn(Opcodes.AALOAD);
        getter.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        getter.visitInsn(Opcodes.ARETURN);
        getter.visitMaxs(0, 0);
        getter.visitEnd();
    }

    private static final class InMemory extends URLStreamHandler {
        private final byte[] content;

        InMemory(byte[] content) {
            this.content = content;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(content);
                }
            };
        }
    }
}
