package org.opportune.rulebook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Facts;

/** The facts as the headers of rule files name them: a bean class each for Customer, Context and Classification, whose numbers are doubles. */
final class FactBeans extends ClassLoader {
    private final Map<String, byte[]> bytes = new HashMap<>();

    FactBeans(Facts facts) {
        super(FactBeans.class.getClassLoader());
        for (FactShape shape : List.of(facts.customer(), facts.context(), facts.classification())) {
            bytes.put(Step.FACTS + "." + shape.name(), write(shape));
        }
    }

    Object bean(FactValues values) {
        Object[] array = values.array().clone();
        for (int i = 0; i < array.length; i++) {
            array[i] = array[i] instanceof Integer number ? (Object) number.doubleValue() : array[i];
        }
        try {
            return loadClass(Step.FACTS + "." + values.shape().name())
                    .getConstructor(Object[].class)
                    .newInstance((Object) array);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] write(FactShape shape) {
        String owner = (Step.FACTS + "." + shape.name()).replace('.', '/');
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, owner, null, "java/lang/Object", null);
        MethodVisitor constructor =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "([Ljava/lang/Object;)V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        for (FactProperty property : shape.properties()) {
            String name = property.name();
            Class<?> fact = property.type().fact();
            Type type = Type.getType(fact == Integer.class ? Double.class : fact);
            writer.visitField(Opcodes.ACC_PRIVATE, name, type.getDescriptor(), null, null)
                    .visitEnd();
            constructor.visitVarInsn(Opcodes.ALOAD, 0);
            constructor.visitVarInsn(Opcodes.ALOAD, 1);
            constructor.visitLdcInsn(shape.index(name));
            constructor.visitInsn(Opcodes.AALOAD);
            constructor.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
            constructor.visitFieldInsn(Opcodes.PUTFIELD, owner, name, type.getDescriptor());
            String getterName = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            MethodVisitor getter =
                    writer.visitMethod(Opcodes.ACC_PUBLIC, getterName, "()" + type.getDescriptor(), null, null);
            getter.visitCode();
            getter.visitVarInsn(Opcodes.ALOAD, 0);
            getter.visitFieldInsn(Opcodes.GETFIELD, owner, name, type.getDescriptor());
            getter.visitInsn(Opcodes.ARETURN);
            getter.visitMaxs(0, 0);
            getter.visitEnd();
        }
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = bytes.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] code = bytes.get(name.replace('/', '.').replaceFirst("\\.class$", ""));
        if (code == null || !name.endsWith(".class")) {
            return null;
        }
        try {
            return new URL(null, "fact:" + name, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            connected = true;
                        }

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(code);
                        }
                    };
                }
            });
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
