package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class ByteCodeCheckTest {
    private static final String NAME = "opportune/classification/X";
    private static final Handle BOOTSTRAP =
            new Handle(Opcodes.H_INVOKESTATIC, "java/lang/Runtime", "b", "()Ljava/lang/Object;", false);

    private final ByteCodeCheck check = new ByteCodeCheck(EngineList.INSTANCE, Map.of());

    @Test
    void aMethodThatIsNotInTheListIsFoundHoweverItIsReferredTo() {
        assertThat(body(m -> m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false)))
                .containsExactly("a use of java.lang.System.exit");
        assertThat(body(m -> m.visitLdcInsn(BOOTSTRAP))).containsExactly("a use of java.lang.Runtime.b");
        assertThat(body(m -> m.visitInvokeDynamicInsn("x", "()V", BOOTSTRAP)))
                .containsExactly("a use of java.lang.Runtime.b");
        assertThat(body(m -> m.visitLdcInsn(new ConstantDynamic("x", "I", BOOTSTRAP))))
                .containsExactly("a constant that is reckoned when it is first used");
        assertThat(body(m -> m.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;")))
                .containsExactly("a use of java.lang.System.out");
    }

    @Test
    void aClassThatIsNotInTheListIsFoundWhereverItStands() {
        String use = "a use of the class java.lang.Runtime";
        assertThat(body(m -> m.visitLdcInsn(Type.getObjectType("java/lang/Runtime"))))
                .containsExactly(use);
        assertThat(body(m -> m.visitLdcInsn(Type.getMethodType("()[Ljava/lang/Runtime;"))))
                .containsExactly(use);
        assertThat(body(m -> m.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Runtime;")))
                .containsExactly(use);
        assertThat(body(m -> m.visitMultiANewArrayInsn("[[Ljava/lang/Runtime;", 2)))
                .containsExactly(use);
        assertThat(body(m -> m.visitAnnotation("Ljava/lang/Runtime;", true))).containsExactly(use);
        assertThat(of(w -> w.visitField(0, "f", "Ljava/lang/Runtime;", null, null)))
                .containsExactly(use);
        assertThat(of(w -> w.visitField(0, "f", "Ljava/util/List;", "Ljava/util/List<Ljava/lang/Runtime;>;", null)))
                .containsExactly(use);
        assertThat(of(w -> w.visitMethod(Opcodes.ACC_ABSTRACT, "m", "()V", null, new String[] {"java/lang/Runtime"})))
                .containsExactly(use);
        assertThat(of(w -> w.visitNestMember("java/lang/Runtime"))).containsExactly(use);
    }

    @Test
    void loopsRecursionHandlersLocksAndNativeMethodsAreFound() {
        Label top = new Label();
        assertThat(body(m -> {
                    m.visitLabel(top);
                    m.visitJumpInsn(Opcodes.GOTO, top);
                }))
                .containsExactly("a loop");
        assertThat(body(m -> m.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "m", "()V", false)))
                .containsExactly("a method that calls itself: " + NAME + ".m ()V");
        assertThat(body(m -> m.visitInsn(Opcodes.MONITORENTER))).containsExactly("a lock");
        assertThat(of(w -> w.visitMethod(Opcodes.ACC_NATIVE, "n", "()V", null, null)))
                .containsExactly("a native or synchronized method");
        Label end = new Label();
        assertThat(body(m -> {
                    m.visitTryCatchBlock(top, end, end, null);
                    m.visitLabel(top);
                    m.visitInsn(Opcodes.NOP);
                    m.visitLabel(end);
                }))
                .contains("a handler of exceptions");
    }

    @Test
    void whatAClassInheritsIsNotReachedByItsOwnName() {
        assertThat(body(m -> m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, NAME, "getClass", "()Ljava/lang/Class;", false)))
                .containsExactly("a use of the inherited " + NAME + ".getClass ()Ljava/lang/Class;");
    }

    @Test
    void aClassOutsideTheRulesPackagesIsFound() {
        assertThat(judge("opportune/facts/ClassificationRow", "opportune/facts/ClassificationRow", w -> {}))
                .containsExactly("a class of the name opportune/facts/ClassificationRow");
        assertThat(judge("java/lang/X", "java/lang/X", w -> {})).containsExactly("a class of the name java/lang/X");
        assertThat(judge(NAME, "java/lang/X", w -> {})).contains("a class that says to be java/lang/X");
    }

    private List<String> body(Consumer<MethodVisitor> code) {
        return of(writer -> {
            MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
            method.visitCode();
            code.accept(method);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        });
    }

    private List<String> of(Consumer<ClassWriter> content) {
        return judge(NAME, NAME, content);
    }

    private List<String> judge(String file, String name, Consumer<ClassWriter> content) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        content.accept(writer);
        writer.visitEnd();
        Map<String, byte[]> classes = new HashMap<>();
        classes.put(file, writer.toByteArray());
        return check.check(classes).stream().map(ByteCodeCheck.Violation::what).toList();
    }
}
