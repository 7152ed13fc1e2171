namespace Amazon.IdentityManagement.Model;

public class ListRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string Marker { get; set; }

    public int? MaxItems { get; set; }

    public string RoleName { get; set; }
}
