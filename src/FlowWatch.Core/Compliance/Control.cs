using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>What all controls share: their metadata from <c>{Name}.control.json</c> in the folder of their type, and how results are made.</summary>
public abstract class Control : IControl
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads the metadata.</summary>
    protected Control() => Metadata = Read(GetType());

    /// <inheritdoc/>
    public ControlMetadata Metadata { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<ControlResult> Judge(ComplianceFacts facts);

    /// <summary>It is as it must be.</summary>
    protected ControlResult Pass(string resource, string statement, params IEnumerable<ControlEvidence> evidence) => Result(ControlStatus.Pass, resource, statement, evidence);

    /// <summary>It is not as it must be.</summary>
    protected ControlResult Fail(string resource, string statement, params IEnumerable<ControlEvidence> evidence) => Result(ControlStatus.Fail, resource, statement, evidence);

    /// <summary>There is nothing here to judge.</summary>
    protected ControlResult NotApplicable(string resource, string why) => Result(ControlStatus.NotApplicable, resource, why, []);

    /// <summary>It could not be looked at; the failure names the permission.</summary>
    protected ControlResult NotVerified(string resource, string what, params IReadOnlyList<FactFailure> failures) =>
        Result(ControlStatus.NotVerified, resource, $"{what} could not be looked at: {FactFailure.Text(failures)}", []) with { NotSeen = failures };

    /// <summary>It could not be told for another reason than a refusal of AWS.</summary>
    protected ControlResult NotVerified(string resource, string statement) => Result(ControlStatus.NotVerified, resource, statement, []);

    private ControlResult Result(ControlStatus status, string resource, string statement, IEnumerable<ControlEvidence> evidence) => new()
    {
        Control = Metadata.Id,
        ControlVersion = Metadata.Version,
        Status = status,
        Resource = resource,
        Statement = statement,
        Evidence = [.. evidence],
    };

    private static ControlMetadata Read(Type control)
    {
        var file = $"{control.Name[..^"Control".Length]}.control.json";
        using var stream = control.Assembly.GetManifestResourceStream(control, file)
            ?? throw new InvalidOperationException($"{control.Name} has no embedded file {control.Namespace}.{file}.");
        return JsonSerializer.Deserialize<ControlMetadata>(stream, Options) ?? throw new InvalidOperationException($"{file} is empty.");
    }
}
