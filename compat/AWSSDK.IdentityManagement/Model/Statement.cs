namespace Amazon.IdentityManagement.Model;

public class Statement
{
    public Position EndPosition { get; set; }

    public string SourcePolicyId { get; set; }

    public PolicySourceType SourcePolicyType { get; set; }

    public Position StartPosition { get; set; }
}
