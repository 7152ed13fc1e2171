using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Reports;
using FlowWatch.Local.Files;

namespace FlowWatch.Cli.Output;

/// <summary>Writes records under AWS's own field names: numbers as numbers, absent values as null (or nothing, in CSV).</summary>
internal static class RecordWriter
{
    private const string IsoFormat = "yyyy-MM-ddTHH:mm:ssZ";
    private const int FlushBytes = 1 << 15;
    private const int RecordsBetweenReports = 1 << 12;

    /// <summary>One JSON object a line.</summary>
    /// <returns>How many records were written.</returns>
    public static long WriteNdjson(FlowLogRecordReader reader, Stream stream, bool isIso, RunningProgress? progress, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushBytes * 2);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        long count = 0;
        foreach (var record in reader.Read(cancellationToken))
        {
            json.WriteStartObject();
            var fields = record.Format.Fields;
            for (var index = 0; index < fields.Count; index++)
            {
                json.WritePropertyName(fields[index].Name);
                Write(json, record, index, fields[index], isIso);
            }

            json.WriteEndObject();
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= FlushBytes)
            {
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
                progress?.Report(count);
            }

            count++;
        }

        stream.Write(buffer.WrittenSpan);
        return count;
    }

    /// <summary>RFC 4180, with a header line; columns of all formats of the input.</summary>
    /// <returns>How many records were written.</returns>
    public static long WriteCsv(FlowLogRecordReader reader, Stream stream, bool isIso, RunningProgress? progress, CancellationToken cancellationToken)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), FlushBytes, leaveOpen: true) { NewLine = "\r\n" };
        var fields = reader.Fields;
        text.WriteLine(string.Join(',', fields.Select(field => CsvField.Of(field.Name))));
        long count = 0;
        foreach (var record in reader.ReadColumns(cancellationToken))
        {
            for (var index = 0; index < fields.Count; index++)
            {
                if (index > 0) text.Write(',');
                if (record.Format.IndexOf(fields[index].Name) is >= 0 and var place && record.TextAt(place) is { } value)
                {
                    text.Write(isIso && fields[index].Type == FlowLogFieldType.EpochSeconds ? Iso(record.NumberAt(place)) : CsvField.Of(value));
                }
            }

            text.WriteLine();
            if (++count % RecordsBetweenReports == 0) progress?.Report(count);
        }

        return count;
    }

    private static void Write(Utf8JsonWriter json, FlowLogRecord record, int index, FlowLogField field, bool isIso)
    {
        if (field.IsNumber && record.NumberAt(index) is { } number)
        {
            if (isIso && field.Type == FlowLogFieldType.EpochSeconds) json.WriteStringValue(Iso(number));
            else json.WriteNumberValue(number);
        }
        else if (record.TextAt(index) is { } text)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static string Iso(long? seconds) =>
        seconds is null ? "" : DateTimeOffset.FromUnixTimeSeconds(seconds.Value).UtcDateTime.ToString(IsoFormat, System.Globalization.CultureInfo.InvariantCulture);
}
