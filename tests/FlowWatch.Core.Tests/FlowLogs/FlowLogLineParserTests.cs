using CsCheck;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Tests.FlowLogs;

public class FlowLogLineParserTests
{
    private const string Accepted = "2 123456789012 eni-0a1b 10.0.0.1 10.0.0.2 443 49152 6 10 840 1700000000 1700000060 ACCEPT OK";

    private static readonly FlowLogLineParser Parser = new(FlowLogFormat.Default);

    [Fact]
    public void Parse_Record_HasEveryValue()
    {
        var record = Record(Accepted);

        Assert.Equal(FlowLogFormat.Default, record.Format);
        Assert.Equal(2, record.Version);
        Assert.Equal("123456789012", record.AccountId);
        Assert.Equal("eni-0a1b", record.InterfaceId);
        Assert.Equal("10.0.0.1", record.SourceAddress);
        Assert.Equal("10.0.0.2", record.DestinationAddress);
        Assert.Equal(443, record.SourcePort);
        Assert.Equal(49152, record.DestinationPort);
        Assert.Equal(6, record.Protocol);
        Assert.Equal(10, record.Packets);
        Assert.Equal(840, record.Bytes);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), record.Start);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_060), record.End);
        Assert.Equal("ACCEPT", record.Action);
        Assert.Equal("OK", record.LogStatus);
        Assert.Equal("eni-0a1b", record["interface_id"]);
        Assert.Null(record["tcp-flags"]);
        Assert.Null(record.TcpFlags);
        Assert.Null(record.Number("action"));
        Assert.Equal(840, record.NumberAt(9));
        Assert.False(record.IsNoData);
        Assert.False(record.IsSkipData);
        Assert.Equal(Accepted, record.ToLine());
        Assert.Equal(Accepted, record.ToString());
    }

    [Theory]
    [InlineData("2 123456789012 eni-0a1b 10.0.0.1  10.0.0.2 443 49152 6 10 840 1700000000 1700000060 ACCEPT OK")]
    [InlineData("2\t123456789012\teni-0a1b\t10.0.0.1\t10.0.0.2\t443\t49152\t6\t10\t840\t1700000000\t1700000060\tACCEPT\tOK")]
    [InlineData("  " + Accepted + " \t")]
    [InlineData(Accepted + "\r")]
    [InlineData(Accepted + "\r\n")]
    [InlineData("\uFEFF" + Accepted)]
    [InlineData("2026-01-02T03:04:05.000Z " + Accepted)]
    [InlineData("2026-01-02T03:04:05Z\t" + Accepted)]
    [InlineData("2026-01-02T03:04:05.000+00:00 " + Accepted)]
    [InlineData("2026-01-02 03:04:05.000," + Accepted)]
    [InlineData("2026-01-02 03:04:05.000,\"" + Accepted + "\"")]
    [InlineData("\"" + Accepted + "\"")]
    [InlineData("2,123456789012,eni-0a1b,10.0.0.1,10.0.0.2,443,49152,6,10,840,1700000000,1700000060,ACCEPT,OK")]
    [InlineData("2, 123456789012, eni-0a1b, 10.0.0.1, 10.0.0.2, 443, 49152, 6, 10, 840, 1700000000, 1700000060, ACCEPT, OK")]
    [InlineData("\"2\",\"123456789012\",\"eni-0a1b\",\"10.0.0.1\",\"10.0.0.2\",443,49152,6,10,840,1700000000,1700000060,\"ACCEPT\" , \"OK\"")]
    [InlineData("\"2\" \"123456789012\" eni-0a1b 10.0.0.1 10.0.0.2 443 49152 6 10 840 1700000000 1700000060 ACCEPT \"OK\"")]
    public void Parse_WildForm_IsTheSameRecord(string line) => Assert.Equal(Record(Accepted), Record(line));

    [Theory]
    [InlineData("2 123456789012 eni-0a1b - - - - - - - 1700000000 1700000060 - NODATA", true, false)]
    [InlineData("2 123456789012 eni-0a1b - - - - - - - 1700000000 1700000060 - SKIPDATA", false, true)]
    [InlineData("2,123456789012,eni-0a1b,,,,\"\",,,,1700000000,1700000060,,NODATA", true, false)]
    public void Parse_RecordWithoutData_IsARecord(string line, bool isNoData, bool isSkipData)
    {
        var record = Record(line);

        Assert.Equal((isNoData, isSkipData), (record.IsNoData, record.IsSkipData));
        Assert.Null(record.SourceAddress);
        Assert.Null(record.Bytes);
        Assert.Null(record.Action);
        Assert.Equal("2 123456789012 eni-0a1b - - - - - - - 1700000000 1700000060 - " + record.LogStatus, record.ToLine());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("2001:db8::8a2e:370:7334")]
    [InlineData("2001:DB8:0:0:8:800:200C:417A")]
    [InlineData("::ffff:10.0.0.1")]
    public void Parse_Address_IsKeptAsItStands(string address) =>
        Assert.Equal(address, Record($"{address} 1", "srcaddr bytes").SourceAddress);

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.0.1")]
    [InlineData("10.0.0.")]
    [InlineData(".10.0.0")]
    [InlineData("10..0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.01")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("167772161")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("[::1]")]
    [InlineData("::1/128")]
    [InlineData(":::")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("localhost")]
    [InlineData("１０.0.0.1")]
    public void Parse_NotAnAddress_IsInvalid(string address)
    {
        var failure = Failure($"{address} 1", "srcaddr bytes");

        Assert.Equal(FlowLogLineFailureReason.NotAnAddress, failure.Reason);
        Assert.Equal($"field 'srcaddr': '{address}' is not an IP address", failure.ToString());
    }

    [Theory]
    [InlineData("2 1 eni-0a", FlowLogLineFailureReason.TooFewFields, "expected 14 fields, found 3")]
    [InlineData("2,1,eni-0a", FlowLogLineFailureReason.TooFewFields, "expected 14 fields, found 3")]
    [InlineData(Accepted + " extra, more", FlowLogLineFailureReason.TooManyFields, "expected 14 fields, found 16")]
    [InlineData("2026-01-02T03:04:05.000Z 2 1", FlowLogLineFailureReason.TooFewFields, "expected 14 fields, found 2")]
    [InlineData("START RequestId: 5", FlowLogLineFailureReason.TooFewFields, "expected 14 fields, found 3")]
    [InlineData("2 \"1 eni-0a", FlowLogLineFailureReason.UnclosedQuotation, "'2 \"1 eni-0a' has a quotation mark that is not closed")]
    [InlineData("2,\"1\"x,eni", FlowLogLineFailureReason.UnclosedQuotation, "'2,\"1\"x,eni' has a quotation mark that is not closed")]
    [InlineData("\u001f\u008b\u0008\0\u0000", FlowLogLineFailureReason.ControlCharacter, "'\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD' is not text: it has a control character")]
    public void Parse_NoRecord_SaysWhy(string line, FlowLogLineFailureReason reason, string message)
    {
        var failure = Failure(line);

        Assert.Equal(reason, failure.Reason);
        Assert.Null(failure.Field);
        Assert.Equal(message, failure.ToString());
    }

    [Theory]
    [InlineData("abc 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': 'abc' is not a whole number")]
    [InlineData("1.5 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': '1.5' is not a whole number")]
    [InlineData("+1 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': '+1' is not a whole number")]
    [InlineData("٣ 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': '٣' is not a whole number")]
    [InlineData("-1 1 1 1 1", FlowLogLineFailureReason.NumberOutOfRange, "bytes", "field 'bytes': '-1' is not between 0 and 9223372036854775807")]
    [InlineData("9223372036854775808 1 1 1 1", FlowLogLineFailureReason.NumberOutOfRange, "bytes", "field 'bytes': '9223372036854775808' is not between 0 and 9223372036854775807")]
    [InlineData("1 65536 1 1 1", FlowLogLineFailureReason.NumberOutOfRange, "dstport", "field 'dstport': '65536' is not between 0 and 65535")]
    [InlineData("1 1 256 1 1", FlowLogLineFailureReason.NumberOutOfRange, "protocol", "field 'protocol': '256' is not between 0 and 255")]
    [InlineData("1 1 1 4294967296 1", FlowLogLineFailureReason.NumberOutOfRange, "start", "field 'start': '4294967296' is not between 0 and 4294967295")]
    [InlineData("1 1 1 1 \"a b\"", FlowLogLineFailureReason.NotAValue, "action", "field 'action': 'a b' is not a value without blanks and quotation marks")]
    [InlineData("1,1,1,1,a b", FlowLogLineFailureReason.NotAValue, "action", "field 'action': 'a b' is not a value without blanks and quotation marks")]
    [InlineData("1 1 1 1 \"a\"\"b\"", FlowLogLineFailureReason.NotAValue, "action", "field 'action': 'a\"\"b' is not a value without blanks and quotation marks")]
    [InlineData("12345678901234567890123456789012345678901234567890x 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': '1234567890123456789012345678901234567890…' is not a whole number")]
    [InlineData("\u202E\u009b5 1 1 1 1", FlowLogLineFailureReason.NotWholeNumber, "bytes", "field 'bytes': '\uFFFD\uFFFD5' is not a whole number")]
    public void Parse_WrongValue_NamesTheFieldAndWhatWasThere(string line, FlowLogLineFailureReason reason, string field, string message)
    {
        var failure = Failure(line, "bytes dstport protocol start action");

        Assert.Equal((reason, field, message), (failure.Reason, failure.Field, failure.ToString()));
    }

    [Fact]
    public void Parse_OneFieldFormat_CountsOneField() =>
        Assert.Equal("expected 1 field, found 2", Failure("1 2", "bytes").ToString());

    [Theory]
    [InlineData("0 0 0 0 -")]
    [InlineData("9223372036854775807 65535 255 4294967295 x")]
    [InlineData("007 080 06 00 x")]
    public void Parse_NumberAtItsLimit_IsKept(string line)
    {
        var record = Record(line, "bytes dstport protocol start action");

        Assert.Equal(line, record.ToLine());
        Assert.NotNull(record.Start);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("2026-01-02T03:04:05.000Z \"\t\"")]
    public void Parse_BlankLine_IsBlank(string line) => Assert.Equal(FlowLogLineKind.Blank, Parser.Parse(line).Kind);

    [Theory]
    [InlineData("srcaddr dstaddr bytes")]
    [InlineData("2026-01-02T03:04:05.000Z srcaddr dstaddr bytes")]
    [InlineData("\"srcaddr\",\"dstaddr\",\"bytes\"\r")]
    public void Parse_HeaderInTheMiddle_IsItsFormat(string line)
    {
        var result = Parser.Parse(line);

        Assert.Equal(FlowLogLineKind.Header, result.Kind);
        Assert.Equal("${srcaddr} ${dstaddr} ${bytes}", result.Format?.ToLogFormat());
        Assert.Null(result.Record);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void Parse_OwnHeaderOfOneField_IsAHeader()
    {
        var parser = new FlowLogLineParser(FlowLogFormat.ParseLogFormat("account-id").Format!);

        Assert.Equal(FlowLogLineKind.Header, parser.Parse("account_id").Kind);
        Assert.Equal(FlowLogLineKind.Record, parser.Parse("unknown").Kind);
    }

    [Fact]
    public void Parse_FormatWithoutVersionAndWithUnknownField_KeepsItsText()
    {
        var record = Record("ingress a,b=1 10.0.0.1", "flow-direction brand-new srcaddr");

        Assert.Equal("a,b=1", record["brand-new"]);
        Assert.Equal("ingress", record.FlowDirection);
        Assert.Null(record.Version);
        Assert.Null(record.Start);
        Assert.False(record.IsNoData);
    }

    [Fact]
    public void Parse_FirstTextFieldHoldingATimestamp_KeepsIt() =>
        Assert.Equal("2026-01-02T03:04:05Z", Record("2026-01-02T03:04:05Z 7", "brand-new bytes")["brand-new"]);

    [Fact]
    public void Parse_MoreFieldsThanFitTheStack_AreRead()
    {
        var names = string.Join(' ', FlowLogFields.All.Select(field => field.Name).Concat(Enumerable.Range(0, 60).Select(n => $"x{n}")));
        var values = string.Join(' ', Enumerable.Repeat("-", FlowLogFields.All.Count + 59).Append("last"));

        Assert.Equal("last", Record(values, names)["x59"]);
    }

    [Fact]
    public void Parse_ValidLine_IsTheIdentity() => FlowLogSamples.Line.Sample((format, line) =>
    {
        var result = new FlowLogLineParser(format).Parse(line);

        Assert.True(result.Kind == FlowLogLineKind.Record, $"{format}: {line}: {result.Failure}");
        Assert.Equal(line, result.Record!.ToLine());
        var values = line.Split(' ');
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i] == "-" ? null : values[i], result.Record.TextAt(i));
            Assert.Equal(result.Record.TextAt(i), result.Record[format.Fields[i].Name]);
            Assert.Equal(format.Fields[i].IsNumber && values[i] != "-", result.Record.NumberAt(i) is not null);
        }
    });

    [Fact]
    public void Parse_ValidLineAsCommaSeparatedCopy_IsTheSameRecord() => FlowLogSamples.Line.Sample((format, line) =>
    {
        var copy = string.Join(',', line.Split(' ').Select(value => value == "-" ? "" : $"\"{value}\""));
        var expected = new FlowLogLineParser(format).Parse(line).Record;

        if (copy.Length > 0)
        {
            Assert.Equal(expected, new FlowLogLineParser(format).Parse(copy).Record);
        }
    });

    [Fact]
    public void Parse_AnyText_NeverThrowsAndNeverLosesARecordOnceRead() =>
        Gen.OneOf(FlowLogSamples.Mutation, Gen.Select(FlowLogSamples.Format, FlowLogSamples.Noise)).Sample(
            (format, line) =>
            {
                var parser = new FlowLogLineParser(format);
                var result = parser.Parse(line);

                Assert.Equal(result.Kind == FlowLogLineKind.Record, result.Record is not null);
                Assert.Equal(result.Kind == FlowLogLineKind.Header, result.Format is not null);
                Assert.Equal(result.Kind == FlowLogLineKind.Invalid, result.Failure is not null);
                if (result.Record is { } record)
                {
                    Assert.Equal(record, parser.Parse(record.ToLine()).Record);
                    _ = (record.Start, record.End, record.SourcePort, record.Protocol, record.Bytes);
                }

                var message = result.Failure?.ToString() ?? "";
                Assert.DoesNotContain(message, char.IsControl);
                Assert.True(message.Length < 200, message);
            },
            iter: 20_000);

    private static FlowLogRecord Record(string line, string? format = null)
    {
        var result = Result(line, format);
        Assert.True(result.Kind == FlowLogLineKind.Record, $"{result.Kind}: {result.Failure}");
        return result.Record!;
    }

    private static FlowLogLineFailure Failure(string line, string? format = null)
    {
        var result = Result(line, format);
        Assert.Equal(FlowLogLineKind.Invalid, result.Kind);
        return result.Failure!;
    }

    private static FlowLogLineResult Result(string line, string? format) =>
        (format is null ? Parser : new FlowLogLineParser(FlowLogFormat.ParseLogFormat(format).Format!)).Parse(line);
}
