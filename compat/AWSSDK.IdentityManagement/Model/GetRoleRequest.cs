namespace Amazon.IdentityManagement.Model;

public class GetRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string RoleName { get; set; }
}
