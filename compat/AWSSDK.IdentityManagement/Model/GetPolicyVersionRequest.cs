namespace Amazon.IdentityManagement.Model;

public class GetPolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    public string PolicyArn { get; set; }

    public string VersionId { get; set; }
}
