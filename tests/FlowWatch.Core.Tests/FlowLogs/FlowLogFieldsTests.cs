using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Tests.FlowLogs;

public class FlowLogFieldsTests
{
    [Fact]
    public void All_Names_AreUniqueInEverySpelling()
    {
        var spellings = FlowLogFields.All.Select(field => field.Name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());

        Assert.Equal(FlowLogFields.All.Count, spellings.Distinct().Count());
    }

    [Fact]
    public void All_EveryField_IsDescribedInOneSentence() =>
        Assert.All(FlowLogFields.All, field => Assert.Matches(@"^\S.+\.$", field.Description));

    [Fact]
    public void All_Order_IsByVersion() =>
        Assert.Equal(FlowLogFields.All.Select(field => field.Version).Order(), FlowLogFields.All.Select(field => field.Version));

    [Theory]
    [InlineData(2, 14)]
    [InlineData(3, 7)]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    [InlineData(6, 18)]
    [InlineData(7, 10)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 12)]
    public void All_Version_HasAsManyFieldsAsDocumented(int version, int count) =>
        Assert.Equal(count, FlowLogFields.All.Count(field => field.Version == version));

    [Fact]
    public void All_TransitGateway_HasTheFieldsOfItsDefaultFormat() =>
        Assert.Equal(
            FlowLogFields.All.Where(field => field.Resource != FlowLogResource.Vpc).OrderBy(field => field.Name, StringComparer.Ordinal),
            FlowLogFormat.TransitGatewayDefault.Fields.OrderBy(field => field.Name, StringComparer.Ordinal));

    [Theory]
    [InlineData("version", FlowLogFieldType.Byte, 2, FlowLogResource.Both)]
    [InlineData("interface-id", FlowLogFieldType.Text, 2, FlowLogResource.Vpc)]
    [InlineData("srcaddr", FlowLogFieldType.Address, 2, FlowLogResource.Both)]
    [InlineData("dstport", FlowLogFieldType.Port, 2, FlowLogResource.Both)]
    [InlineData("protocol", FlowLogFieldType.Byte, 2, FlowLogResource.Both)]
    [InlineData("bytes", FlowLogFieldType.Integer, 2, FlowLogResource.Both)]
    [InlineData("end", FlowLogFieldType.EpochSeconds, 2, FlowLogResource.Both)]
    [InlineData("action", FlowLogFieldType.Text, 2, FlowLogResource.Vpc)]
    [InlineData("tcp-flags", FlowLogFieldType.Byte, 3, FlowLogResource.Both)]
    [InlineData("pkt-srcaddr", FlowLogFieldType.Address, 3, FlowLogResource.Vpc)]
    [InlineData("traffic-path", FlowLogFieldType.Byte, 5, FlowLogResource.Vpc)]
    [InlineData("tgw-pair-attachment-id", FlowLogFieldType.Text, 6, FlowLogResource.TransitGateway)]
    [InlineData("packets-lost-blackhole", FlowLogFieldType.Integer, 6, FlowLogResource.TransitGateway)]
    [InlineData("ecs-second-container-id", FlowLogFieldType.Text, 7, FlowLogResource.Vpc)]
    [InlineData("reject-reason", FlowLogFieldType.Text, 8, FlowLogResource.Vpc)]
    [InlineData("resource-id", FlowLogFieldType.Text, 9, FlowLogResource.Vpc)]
    [InlineData("encryption-status", FlowLogFieldType.Byte, 10, FlowLogResource.Vpc)]
    [InlineData("interface-type", FlowLogFieldType.Text, 11, FlowLogResource.Vpc)]
    [InlineData("next-hop-vpc-id", FlowLogFieldType.Text, 11, FlowLogResource.Vpc)]
    public void Find_CatalogField_HasItsFacts(string name, FlowLogFieldType type, int version, FlowLogResource resource)
    {
        var field = FlowLogFields.Find(name);

        Assert.NotNull(field);
        Assert.Equal((name, type, version, resource), (field.Name, field.Type, field.Version, field.Resource));
        Assert.True(field.IsKnown);
    }

    [Theory]
    [InlineData("pkt-srcaddr")]
    [InlineData("pkt_srcaddr")]
    [InlineData("pktSrcAddr")]
    [InlineData("PKT_SRCADDR")]
    public void Find_OtherSpelling_IsTheSameField(string name) => Assert.Equal("pkt-srcaddr", FlowLogFields.Find(name)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("srcaddr ")]
    [InlineData("source-address")]
    [InlineData(null)]
    public void Find_AnythingElse_IsNull(string? name) => Assert.Null(FlowLogFields.Find(name!));

    [Fact]
    public void FindOrUnknown_NewName_IsATextField()
    {
        var field = FlowLogFields.FindOrUnknown("brand-new");

        Assert.Equal(("brand-new", "brand_new", FlowLogFieldType.Text, 0), (field.Name, field.ParquetName, field.Type, field.Version));
        Assert.False(field.IsKnown);
        Assert.False(field.IsNumber);
    }
}
