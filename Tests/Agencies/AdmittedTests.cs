using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>Whom an account lets in, whatever is stored of it.</summary>
public sealed class AdmittedTests
{
    private static readonly Account Sam = new Account().For(Some.Member, "Samantha Okafor", "hash");

    [Theory]
    [InlineData("Ada Lee", true)]
    [InlineData("Ada\tLee", false)]
    [InlineData("Ada\nLee", false)]
    [InlineData("Ada\u2028Lee", false)]
    public void A_name_with_more_in_it_than_one_sees_is_nobodys(string person, bool isAdmitted) =>
        Assert.Equal(isAdmitted, (Sam with { Persons = ["Samantha Okafor", "Ada Lee"] }).Admits(person));

    [Fact]
    public void An_account_that_is_disabled_or_nobodys_has_no_session()
    {
        var session = new SignedIn(AccountRules.Digest("secret"), Some.Moment.AddHours(8));
        var account = Sam.With(session, Some.Moment);

        Assert.Equal(session, account.Find("secret", Some.Moment));
        Assert.Null((account with { IsDisabled = true }).Find("secret", Some.Moment));
        Assert.Null((account with { Member = null }).Find("secret", Some.Moment));
    }
}
