namespace Amazon.IdentityManagement.Model;

public class ListAttachedRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string Marker { get; set; }

    public int? MaxItems { get; set; }

    public string PathPrefix { get; set; }

    public string RoleName { get; set; }
}
