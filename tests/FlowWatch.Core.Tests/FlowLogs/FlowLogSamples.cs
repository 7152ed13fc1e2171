using System.Globalization;
using System.Net;
using CsCheck;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Tests.FlowLogs;

/// <summary>Generators of formats, of valid lines for them, and of text that is neither.</summary>
internal static class FlowLogSamples
{
    private const string NameLetters = "abcdefghijklmnopqrstuvwxyz";
    private const string ValueCharacters = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_.:/%+=@é世";

    private static readonly Gen<FlowLogField> UnknownField =
        from name in Gen.String[Gen.Char[NameLetters], 4, 10]
        from suffix in Gen.OneOf("", "-new", "_new", "-2")
        select FlowLogFields.FindOrUnknown("x" + name + suffix);

    private static readonly Gen<FlowLogField> Field =
        Gen.Frequency((5, Gen.OneOf(FlowLogFields.All.ToArray())), (1, UnknownField));

    public static Gen<FlowLogFormat> Format { get; } =
        from fields in Field.Array[1, 40]
        select FlowLogFormat.ParseLogFormat(string.Join(' ', fields.DistinctBy(field => field.ParquetName).Select(field => field.Name))).Format;

    /// <summary>A format and a line that is a record of it, already in canonical form.</summary>
    public static Gen<(FlowLogFormat Format, string Line)> Line { get; } =
        Format.SelectMany(format => Values(format).Select(values => (format, string.Join(' ', values))));

    /// <summary>Text of any characters, and text of those characters that mean something to a parser.</summary>
    public static Gen<string> Noise { get; } = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["${}\"',-_ \t\r\n\0\uFEFF\uD800\u202E.:0129aefnx"], 0, 80],
        Gen.OneOf("srcaddr", "${bytes}", "2", "-", "\"", ",", " ", "NODATA", "2026-01-02T03:04:05Z", "10.0.0.1", "fe80::1%1", "\uFEFF")
            .Array[0, 30].Select(parts => string.Concat(parts)));

    /// <summary>A valid line after a few random changes, with its format.</summary>
    public static Gen<(FlowLogFormat Format, string Line)> Mutation { get; } =
        from sample in Line
        from changes in Gen.Select(Gen.Int[0, 10_000], Noise, Gen.Int[0, 3]).Array[1, 4]
        select (sample.Format, changes.Aggregate(sample.Line, Change));

    private static string Change(string line, (int Place, string Text, int Cut) change)
    {
        var place = change.Place % (line.Length + 1);
        return line.Remove(place, Math.Min(change.Cut, line.Length - place)).Insert(place, change.Text);
    }

    private static Gen<string[]> Values(FlowLogFormat format) =>
        format.Fields.Aggregate(
            Gen.Const(Array.Empty<string>()),
            (before, field) => before.SelectMany(values => Value(field).Select(value => (string[])[.. values, value])));

    private static Gen<string> Value(FlowLogField field) => Gen.Frequency((1, Gen.Const("-")), (6, field.Type switch
    {
        FlowLogFieldType.Address => Gen.OneOf(
            Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes).ToString()),
            Gen.Byte.Array[16].Select(bytes => new IPAddress(bytes).ToString())),
        FlowLogFieldType.Byte => Number(Gen.Long[0, 255]),
        FlowLogFieldType.Port => Number(Gen.Long[0, 65_535]),
        FlowLogFieldType.EpochSeconds => Number(Gen.Long[0, uint.MaxValue]),
        FlowLogFieldType.Integer => Number(Gen.Long[0, long.MaxValue]),
        _ => Gen.String[Gen.Char[ValueCharacters], 1, 12],
    }));

    private static Gen<string> Number(Gen<long> numbers) =>
        numbers.Select(number => number.ToString(CultureInfo.InvariantCulture));
}
