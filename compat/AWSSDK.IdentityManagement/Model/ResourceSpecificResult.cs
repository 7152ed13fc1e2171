namespace Amazon.IdentityManagement.Model;

public class ResourceSpecificResult
{
    public Dictionary<string, string> EvalDecisionDetails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public PolicyEvaluationDecisionType EvalResourceDecision { get; set; }

    public string EvalResourceName { get; set; }

    public List<Statement> MatchedStatements { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> MissingContextValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public PermissionsBoundaryDecisionDetail PermissionsBoundaryDecisionDetail { get; set; }
}
