using CsCheck;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Tests.FlowLogs;

public class FlowLogFormatTests
{
    [Fact]
    public void Default_Fields_AreVersion2InOrder() =>
        Assert.Equal(
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
            string.Join(' ', FlowLogFormat.Default.Fields.Select(field => field.Name)));

    [Fact]
    public void TransitGatewayDefault_Fields_AreAllKnown()
    {
        Assert.Equal(36, FlowLogFormat.TransitGatewayDefault.Fields.Count);
        Assert.All(FlowLogFormat.TransitGatewayDefault.Fields, field => Assert.True(field.IsKnown));
    }

    [Theory]
    [InlineData("${srcaddr} ${dstaddr}", "${srcaddr} ${dstaddr}")]
    [InlineData("  ${srcaddr}\t ${dstaddr}\r\n", "${srcaddr} ${dstaddr}")]
    [InlineData("${srcaddr}${dstaddr}", "${srcaddr} ${dstaddr}")]
    [InlineData("${srcaddr}, ${dstaddr}", "${srcaddr} ${dstaddr}")]
    [InlineData("srcaddr dstaddr", "${srcaddr} ${dstaddr}")]
    [InlineData("srcaddr,dstaddr", "${srcaddr} ${dstaddr}")]
    [InlineData("account_id pkt_srcaddr", "${account-id} ${pkt-srcaddr}")]
    [InlineData("${brand-new} ${srcaddr}", "${brand-new} ${srcaddr}")]
    public void ParseLogFormat_Format_IsRead(string text, string expected)
    {
        var result = FlowLogFormat.ParseLogFormat(text);

        Assert.True(result.IsSuccess, result.Error);
        Assert.Equal(expected, result.Format.ToLogFormat());
        Assert.Equal(expected, result.Format.ToString());
    }

    [Theory]
    [InlineData("", "the log format names no field")]
    [InlineData(" \t\n", "the log format names no field")]
    [InlineData(null, "the log format names no field")]
    [InlineData("${srcaddr} ${dstaddr", "position 12: '${dstaddr' has no closing brace")]
    [InlineData("${srcaddr ${dstaddr}", "position 1: '${srcaddr' has no closing brace")]
    [InlineData("${srcaddr} ${}", "position 12: '${}' names no field")]
    [InlineData("${src addr}", "position 1: '${src' has no closing brace")]
    [InlineData("${srcaddr} $dstaddr", "position 12: '$dstaddr' is not a field name")]
    [InlineData("${srcaddr} ${9}", "position 12: '9' is not a field name")]
    [InlineData("${srcaddr}x", "position 11: 'x' follows a field without a blank between them")]
    [InlineData("srcaddr 10.0.0.1", "position 9: '10.0.0.1' is not a field name")]
    [InlineData("${srcaddr} ${bytes} ${srcaddr}", "position 21: field 'srcaddr' is named twice")]
    [InlineData("account-id account_id", "position 12: field 'account-id' is named twice")]
    [InlineData("brand-new brand_new", "position 11: field 'brand_new' is named twice")]
    [InlineData("src\u0000\u202Eaddr", "position 1: 'src\uFFFD\uFFFDaddr' is not a field name")]
    public void ParseLogFormat_Mistake_IsNamedWithItsPosition(string? text, string error)
    {
        var result = FlowLogFormat.ParseLogFormat(text!);

        Assert.False(result.IsSuccess);
        Assert.Equal(error, result.Error);
    }

    [Fact]
    public void IndexOf_AnySpelling_FindsTheField()
    {
        var format = FlowLogFormat.ParseLogFormat("${srcaddr} ${tcp-flags} ${brand-new}").Format!;

        Assert.Equal(
            [0, 1, 1, 1, 2, 2, -1, -1],
            new[] { "srcaddr", "tcp-flags", "tcp_flags", "tcpFlags", "brand-new", "brand_new", "dstaddr", null }.Select(name => format.IndexOf(name!)));
        Assert.True(format.Has("tcp-flags"));
        Assert.False(format.Has("end"));
    }

    [Fact]
    public void Equals_SameFields_IsTrue()
    {
        var one = FlowLogFormat.ParseLogFormat("srcaddr brand-new").Format!;
        var same = FlowLogFormat.ParseLogFormat("${srcaddr} ${brand-new}").Format!;
        var other = FlowLogFormat.ParseLogFormat("brand-new srcaddr").Format!;

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.False(one.Equals(null));
    }

    [Theory]
    [InlineData("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status")]
    [InlineData("version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status\r")]
    [InlineData("\uFEFFversion,account-id,interface-id,srcaddr,dstaddr,srcport,dstport,protocol,packets,bytes,start,end,action,log-status")]
    [InlineData("\"version\", \"account-id\", \"interface-id\", \"srcaddr\", \"dstaddr\", \"srcport\", \"dstport\", \"protocol\", \"packets\", \"bytes\", \"start\", \"end\", \"action\", \"log-status\"")]
    [InlineData("version accountId interfaceId srcAddr dstAddr srcPort dstPort protocol packets bytes start end action logStatus")]
    public void TryParseHeader_DefaultHeader_IsTheDefaultFormat(string line)
    {
        Assert.True(FlowLogFormat.TryParseHeader(line, out var format));
        Assert.Equal(FlowLogFormat.Default, format);
    }

    [Theory]
    [InlineData("srcaddr dstaddr", 2)]
    [InlineData("srcaddr dstaddr bytes brand-new another-new third-new fourth-new", 7)]
    public void TryParseHeader_OtherHeader_KeepsUnknownNames(string line, int count)
    {
        Assert.True(FlowLogFormat.TryParseHeader(line, out var format));
        Assert.Equal(count, format.Fields.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("srcaddr")]
    [InlineData("srcaddr brand-new")]
    [InlineData("srcaddr dstaddr bytes 5")]
    [InlineData("srcaddr dstaddr bytes -")]
    [InlineData("srcaddr dstaddr bytes srcaddr")]
    [InlineData("ingress ACCEPT OK eni-0a us-east-1")]
    [InlineData("2 123456789012 eni-0a 10.0.0.1 10.0.0.2 1 2 6 1 1 1 1 ACCEPT OK")]
    [InlineData("${srcaddr} ${dstaddr}")]
    [InlineData("# srcaddr dstaddr bytes")]
    public void TryParseHeader_AnythingElse_IsFalse(string line)
    {
        Assert.False(FlowLogFormat.TryParseHeader(line, out var format));
        Assert.Null(format);
    }

    [Fact]
    public void ParseLogFormat_FormattedFormat_IsTheIdentity() => FlowLogSamples.Format.Sample(format =>
        Assert.Equal(format, FlowLogFormat.ParseLogFormat(format.ToLogFormat()).Format));

    [Fact]
    public void TryParseHeader_NamesOfFormat_IsTheIdentity() => FlowLogSamples.Format.Sample(format =>
    {
        var known = format.Fields.Count(field => field.IsKnown);
        var isHeader = FlowLogFormat.TryParseHeader(string.Join(' ', format.Fields.Select(field => field.ParquetName)), out var parsed);

        Assert.Equal(format.Fields.Count > 1 && known >= Math.Min(3, format.Fields.Count), isHeader);
        if (isHeader)
        {
            Assert.Equal(
                format.Fields.Select(field => field.IsKnown ? field.Name : field.ParquetName),
                parsed!.Fields.Select(field => field.Name));
        }
    });

    [Fact]
    public void TryParseHeader_Record_IsNeverAHeader() => FlowLogSamples.Line.Sample((_, line) =>
        Assert.False(FlowLogFormat.TryParseHeader(line, out var _)));

    [Fact]
    public void ParseLogFormat_AnyText_NeverThrows() => FlowLogSamples.Noise.Sample(text =>
    {
        var result = FlowLogFormat.ParseLogFormat(text);
        Assert.NotEqual(result.Format is null, result.Error is null);
        Assert.Equal(FlowLogFormat.TryParseHeader(text, out var header), header is not null);
    });
}
