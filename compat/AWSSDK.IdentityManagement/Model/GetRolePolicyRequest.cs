namespace Amazon.IdentityManagement.Model;

public class GetRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string PolicyName { get; set; }

    public string RoleName { get; set; }
}
