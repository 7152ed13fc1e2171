namespace Amazon.IdentityManagement.Model;

public class EvaluationResult
{
    public string EvalActionName { get; set; }

    public PolicyEvaluationDecisionType EvalDecision { get; set; }

    public Dictionary<string, string> EvalDecisionDetails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string EvalResourceName { get; set; }

    public List<Statement> MatchedStatements { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> MissingContextValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public OrganizationsDecisionDetail OrganizationsDecisionDetail { get; set; }

    public PermissionsBoundaryDecisionDetail PermissionsBoundaryDecisionDetail { get; set; }

    public List<ResourceSpecificResult> ResourceSpecificResults { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
