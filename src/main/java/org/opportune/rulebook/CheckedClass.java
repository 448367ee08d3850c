package org.opportune.rulebook;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Walks through one generated class and its methods. */
final class CheckedClass extends ClassVisitor {
    private static final int FORBIDDEN_ACCESS = Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED;

    private final String expected;
    private final References references;
    private final Consumer<String> wrong;

    CheckedClass(String expected, References references, Consumer<String> wrong) {
        super(Opcodes.ASM9);
        this.expected = expected;
        this.references = references;
        this.wrong = wrong;
    }

    @Override
    public void visit(
            int version, int access, String name, @Nullable String signature, String superName, String[] interfaces) {
        if (!name.equals(expected)) {
            wrong.accept("a class that says to be " + name);
        }
        signed(signature);
        references.type(superName);
        for (String each : interfaces) {
            references.type(each);
        }
    }

    private void signed(@Nullable String signature) {
        if (signature != null) {
            references.signature(signature);
        }
    }

    @Override
    public void visitNestHost(String host) {
        references.type(host);
    }

    @Override
    public void visitNestMember(String member) {
        references.type(member);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
        references.type(owner);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        references.type(subclass);
    }

    @Override
    public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
        wrong.accept("a module");
        return null;
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        wrong.accept("an unknown attribute");
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
            String name, String descriptor, @Nullable String signature) {
        wrong.accept("a record");
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotation(references, wrong, descriptor);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean visible) {
        return annotation(references, wrong, descriptor);
    }

    /** An annotation whose values could be anything is refused as a whole, unless it has none. */
    static AnnotationVisitor annotation(References references, Consumer<String> wrong, String descriptor) {
        references.descriptor(descriptor);
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(@Nullable String name, Object value) {
                refuse();
            }

            @Override
            public void visitEnum(@Nullable String name, String type, String value) {
                refuse();
            }

            @Override
            public @Nullable AnnotationVisitor visitAnnotation(@Nullable String name, String type) {
                refuse();
                return null;
            }

            @Override
            public @Nullable AnnotationVisitor visitArray(@Nullable String name) {
                refuse();
                return null;
            }

            private void refuse() {
                wrong.accept("an annotation with values");
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        references.descriptor(descriptor);
        signed(signature);
        references.declares(expected + "." + name + " " + descriptor);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(references, wrong, type);
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(
                    int reference, @Nullable TypePath path, String type, boolean visible) {
                return annotation(references, wrong, type);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if ((access & FORBIDDEN_ACCESS) != 0) {
            wrong.accept("a native or synchronized method");
        }
        references.descriptor(descriptor);
        signed(signature);
        for (String exception : exceptions == null ? new String[0] : exceptions) {
            references.type(exception);
        }
        String method = expected + "." + name + " " + descriptor;
        references.declares(method);
        return new CheckedMethod(method, references, wrong);
    }
}
