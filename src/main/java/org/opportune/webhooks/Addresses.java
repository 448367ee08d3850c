package org.opportune.webhooks;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Tells addresses of the public Internet from those of machines nearby, which nobody may reach through this server (IANA special-purpose registries, RFC 6890). */
final class Addresses {
    /** Of IPv4. */
    private static final List<Block> NOT_PUBLIC = List.of(
            new Block(0, 8), // this network
            new Block(0x0A00_0000, 8), // private
            new Block(0x6440_0000, 10), // shared by customers of one provider
            new Block(0x7F00_0000, 8), // loopback
            new Block(0xA9FE_0000, 16), // link-local, among them what clouds tell their machines
            new Block(0xAC10_0000, 12), // private
            new Block(0xC000_0000, 24), // protocol assignments
            new Block(0xC000_0200, 24), // documentation
            new Block(0xC058_6300, 24), // relays of 6to4
            new Block(0xC0A8_0000, 16), // private
            new Block(0xC612_0000, 15), // benchmarks
            new Block(0xC633_6400, 24), // documentation
            new Block(0xCB00_7100, 24), // documentation
            new Block(0xE000_0000, 3)); // multicast, reserved, broadcast

    private Addresses() {}

    private record Block(int start, int bits) {
        boolean has(int address) {
            return (address ^ start) >>> (Integer.SIZE - bits) == 0;
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            boolean isGlobalUnicast =
                    (bytes[0] & 0xE0) == 0x20; // 2000::/3; all else is nearby, or an IPv4 address within
            return isGlobalUnicast && !carriesOther(int32(bytes));
        }
        int number = int32(bytes);
        return NOT_PUBLIC.stream().noneMatch(block -> block.has(number));
    }

    /** 2001::/23 (among it Teredo), 2001:db8::/32 (documentation), 2002::/16 (6to4), 3fff::/20 (documentation). */
    private static boolean carriesOther(int first) {
        return new Block(0x2001_0000, 23).has(first)
                || first == 0x2001_0DB8
                || new Block(0x2002_0000, 16).has(first)
                || new Block(0x3FFF_0000, 20).has(first);
    }

    private static int int32(byte[] bytes) {
        return (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
    }
}
