namespace FlowWatch.Local.Generation;

/// <summary>Who lives where on the internet. The ranges do not overlap, so an address has one role only.</summary>
internal static class PublicAddresses
{
    private static readonly uint[] ClientPrefixes = [24, 71, 73, 81, 86, 92, 109, 176];
    private static readonly uint[] StrangerPrefixes = [45, 80, 103, 185];
    private static readonly uint[] IncidentPrefixes = [62, 91, 141, 193];
    private static readonly uint[] DocumentationNetworks = [Network(192, 0, 2), Network(198, 51, 100), Network(203, 0, 113)];

    /// <summary>How many addresses the documentation networks have for strangers.</summary>
    public const int DocumentationAddresses = 3 * 254;

    /// <summary>A customer of the web servers.</summary>
    public static uint Client(int seed, long number) => Spread(ClientPrefixes, seed, number);

    /// <summary>Somebody who sends a packet or two and is not seen again.</summary>
    public static uint Stranger(int seed, long number) => Spread(StrangerPrefixes, seed, number);

    /// <summary>The other end of an incident.</summary>
    public static uint Incident(int seed, long number) => Spread(IncidentPrefixes, seed, number);

    /// <summary>A stranger of the networks that RFC 5737 sets aside for documentation.</summary>
    public static uint Documentation(long number)
    {
        var index = (int)(number % DocumentationAddresses);
        return DocumentationNetworks[index % 3] + 1 + (uint)(index / 3);
    }

    /// <summary>A server that a cell uses: software mirrors, interfaces of partners.</summary>
    public static uint Service(int cell, int number) => (151u << 24) + (101u << 16) + ((uint)cell * 32) + (uint)number + 1;

    /// <summary>A public time server.</summary>
    public static uint TimeServer(int number) => Network(162, 159, 200) + (uint)number + 1;

    /// <summary>A public name server.</summary>
    public static uint NameServer(int number) => (number & 1) == 0 ? Network(8, 8, 8) + 8 : Network(9, 9, 9) + 9;

    /// <summary>The object storage a cell's database is saved to.</summary>
    public static uint Storage(int cell) => (52u << 24) + (216u << 16) + (uint)cell + 1;

    public static bool IsStorage(uint address) => address >> 16 == ((52u << 8) | 216u);

    private static uint Network(uint first, uint second, uint third) => (first << 24) | (second << 16) | (third << 8);

    /// <summary>A one-to-one map of numbers onto the addresses of some /8 networks.</summary>
    private static uint Spread(uint[] prefixes, int seed, long number)
    {
        var prefix = prefixes[number % prefixes.Length];
        var within = (ulong)(number / prefixes.Length);
        return unchecked((prefix << 24) | (uint)(((within * 0x9E3779B1) + SeededRandom.Mix((uint)seed)) & 0xFFFFFF));
    }
}
