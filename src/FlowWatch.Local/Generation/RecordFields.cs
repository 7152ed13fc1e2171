namespace FlowWatch.Local.Generation;

/// <summary>AWS's names of the fields a generated record can have.</summary>
internal static class RecordFields
{
    /// <summary>The names, in the order of <see cref="RecordField"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes",
        "start", "end", "action", "log-status", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr",
        "pkt-dstaddr", "region", "az-id", "sublocation-type", "sublocation-id", "pkt-src-aws-service", "pkt-dst-aws-service",
        "flow-direction", "traffic-path",
    ];

    public static RecordField Parse(string name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (string.Equals(Names[index], name, StringComparison.Ordinal))
            {
                return (RecordField)index;
            }
        }

        throw new ArgumentException($"'{name}' is no field the generator can write.", nameof(name));
    }

    /// <summary>The version a record must state to be allowed this field.</summary>
    public static int Version(RecordField field) => field switch
    {
        <= RecordField.LogStatus => 2,
        <= RecordField.PacketDestinationAddress => 3,
        <= RecordField.SublocationId => 4,
        _ => 5,
    };
}
