using System.Formats.Cbor;
using System.Globalization;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>A CBOR map under the names of the query protocol: <c>MetricDataQueries.member.1.Id</c>.</summary>
internal static class CborForm
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="CborContentException">It is no CBOR, or holds what no request does.</exception>
    public static FormParameters Read(ReadOnlyMemory<byte> body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        try
        {
            Read(new CborReader(body), "", pairs);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException)
        {
            throw new CborContentException(exception.Message, exception);
        }

        return FormParameters.Of(pairs);
    }

    private static void Read(CborReader reader, string name, List<KeyValuePair<string, string>> pairs)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                reader.ReadStartMap();
                while (reader.PeekState() != CborReaderState.EndMap)
                {
                    var member = reader.ReadTextString();
                    Read(reader, name.Length == 0 ? member : $"{name}.{member}", pairs);
                }

                reader.ReadEndMap();
                break;
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                for (var index = 1; reader.PeekState() != CborReaderState.EndArray; index++)
                {
                    Read(reader, string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index}"), pairs);
                }

                reader.ReadEndArray();
                break;
            case CborReaderState.Null:
                reader.ReadNull();
                break;
            default:
                pairs.Add(KeyValuePair.Create(name, Text(reader)));
                break;
        }
    }

    private static string Text(CborReader reader) => reader.PeekState() switch
    {
        CborReaderState.TextString => reader.ReadTextString(),
        CborReaderState.Boolean => reader.ReadBoolean() ? "true" : "false",
        CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger => reader.ReadInt64().ToString(CultureInfo.InvariantCulture),
        CborReaderState.Tag => Time(reader),
        CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat =>
            reader.ReadDouble().ToString("R", CultureInfo.InvariantCulture),
        var other => throw new CborContentException($"A request holds no {other}."),
    };

    private static string Time(CborReader reader)
    {
        if (reader.ReadTag() != CborTag.UnixTimeSeconds) throw new CborContentException("A request has no tags but those of times.");
        var seconds = reader.PeekState() is CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger ? reader.ReadInt64() : reader.ReadDouble();
        return DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)).ToString("O", CultureInfo.InvariantCulture);
    }
}
