package org.opportune.rulebook;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Judges what one generated class refers to, and notes what it calls of its fellows. */
final class References {
    private final ByteCodeCheck allowed;
    private final Set<String> fellows;
    private final Consumer<String> wrong;
    private final Map<String, String> rules;
    private final Map<String, Set<String>> calls;

    References(
            ByteCodeCheck allowed,
            Set<String> fellows,
            Consumer<String> wrong,
            Map<String, String> rules,
            Map<String, Set<String>> calls) {
        this.allowed = allowed;
        this.fellows = fellows;
        this.wrong = wrong;
        this.rules = rules;
        this.calls = calls;
    }

    /** Notes that a generated class itself has this method or field. */
    void declares(String member) {
        calls.computeIfAbsent(member, none -> new TreeSet<>());
    }

    /** Notes that the class was generated from the rule. */
    void belongs(String type, String rule) {
        rules.put(type, rule);
    }

    boolean isFellow(String type) {
        return fellows.contains(type);
    }

    /** A method or field of this program, of Java, or of a fellow, which must declare it: what it inherits would come by its name. */
    void member(String caller, String owner, String name, String descriptor) {
        String member = owner + "." + name + " " + descriptor;
        if (fellows.contains(owner)) {
            descriptor(descriptor);
            calls.computeIfAbsent(caller, none -> new TreeSet<>()).add(member);
        } else if (!allowed.isMember(member)) {
            wrong.accept("a use of " + owner.replace('/', '.') + "." + name);
        }
    }

    /** An internal name or the descriptor of an array. */
    void type(String name) {
        if (name.startsWith("[")) {
            descriptor(name);
        } else if (!fellows.contains(name) && !allowed.isType(name)) {
            wrong.accept("a use of the class " + name.replace('/', '.'));
        }
    }

    void descriptor(String descriptor) {
        type(Type.getType(descriptor));
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> type(type.getInternalName());
            default -> {}
        }
    }

    void signature(String signature) {
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public void visitClassType(String name) {
                type(name);
            }

            @Override
            public void visitInnerClassType(String name) {
                // its outer class was visited, and what is used of it stands in a descriptor
            }
        });
    }

    void handle(String caller, Handle handle) {
        member(caller, handle.getOwner(), handle.getName(), handle.getDesc());
    }

    void constant(String caller, Object value) {
        if (value instanceof Type type) {
            type(type);
        } else if (value instanceof Handle handle) {
            handle(caller, handle);
        } else if (value instanceof ConstantDynamic) {
            wrong.accept("a constant that is reckoned when it is first used");
        }
    }
}
