package org.opportune.rulebook;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** Walks through one method of a generated class. */
final class CheckedMethod extends MethodVisitor {
    private static final String RULE_OWNER = "org/drools/modelcompiler/dsl/pattern/D";

    private final String method;
    private final References references;
    private final Consumer<String> wrong;
    private final Set<Label> passed = new HashSet<>();
    private final Set<String> fellows = new HashSet<>();
    private @Nullable String lastText;
    private @Nullable String rule;

    CheckedMethod(String method, References references, Consumer<String> wrong) {
        super(Opcodes.ASM9);
        this.method = method;
        this.references = references;
        this.wrong = wrong;
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        wrong.accept("an unknown attribute");
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
        return CheckedClass.annotation(references, wrong, "Ljava/lang/Object;");
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return CheckedClass.annotation(references, wrong, descriptor);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean visible) {
        return CheckedClass.annotation(references, wrong, descriptor);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return CheckedClass.annotation(references, wrong, descriptor);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
            wrong.accept("a lock");
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        references.type(type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        references.member(method, owner, name, descriptor);
        note(owner);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals(RULE_OWNER) && name.equals("rule")) {
            rule = lastText;
        }
        references.member(method, owner, name, descriptor);
        note(owner);
    }

    private void note(String owner) {
        if (references.isFellow(owner)) {
            fellows.add(owner);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        references.descriptor(descriptor);
        references.handle(method, bootstrap);
        for (Object argument : arguments) {
            references.constant(method, argument);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (value instanceof String text) {
            lastText = text;
        }
        references.constant(method, value);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        references.descriptor(descriptor);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        wrong.accept("a handler of exceptions");
    }

    @Override
    public void visitLabel(Label label) {
        passed.add(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        jump(label);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
        visitLookupSwitchInsn(other, new int[0], labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        jump(other);
        for (Label label : labels) {
            jump(label);
        }
    }

    private void jump(Label label) {
        if (passed.contains(label)) {
            wrong.accept("a loop");
        }
    }

    @Override
    public void visitEnd() {
        if (rule != null) {
            String owner = rule;
            fellows.forEach(fellow -> references.belongs(fellow, owner));
        }
    }
}
