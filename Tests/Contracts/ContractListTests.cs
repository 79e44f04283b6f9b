using System.Reflection;
using Muster.Conversations;
using Muster.Tests.Browser;

namespace Muster.Tests.Contracts;

/// <summary>Contracts only grow: old and new processes run side by side during an upgrade, and <c>contracts.txt</c> is what they agreed on so far.</summary>
public sealed class ContractListTests
{
    private static readonly string[] Approved = File.ReadAllLines(Path.Combine(Repository.Root, "Tests", "Contracts", "contracts.txt"));

    private static readonly string[] Actual =
    [
        .. ContractList.Lines(typeof(IConversationGrain).Assembly.GetTypes()
            .Where(type => type.IsEnum || type.IsDefined(typeof(GenerateSerializerAttribute)) || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)))),
    ];

    [Fact]
    public void Nothing_that_was_agreed_on_is_taken_back() => IsEmpty("These lines of contracts.txt must stay true", ContractList.TakenBack(Approved, Actual));

    [Fact]
    public void What_is_new_has_been_added_to_the_list() => IsEmpty("New, and so to be added to contracts.txt", ContractList.Added(Approved, Actual));

    [Theory]
    [InlineData("demo.thing id 1: Colour String", "is gone")] // removed, or renumbered
    [InlineData("demo.thing id 0: Weight Int64", "has become demo.thing id 0: Weight Int32")]
    [InlineData("demo.thing parameter 0: Name String", "has become demo.thing parameter 0: Label String")]
    [InlineData("Demo.Kind 1: Small", "has become Demo.Kind 1: Large")]
    [InlineData("Demo.IShop.Buy(String): Task", "is gone")]
    public void A_line_that_no_longer_holds_is_found(string approved, string found) =>
        Assert.Equal([$"{approved} {found}"], ContractList.TakenBack([approved], Planted));

    [Fact]
    public void A_line_that_is_new_is_told_from_one_that_has_changed() =>
        Assert.Equal(["Demo.Kind 1: Large"], ContractList.Added(["demo.thing parameter 0: Name String", "demo.thing id 0: Weight Int32", "Demo.IShop.Buy(Int32): Task"], Planted));

    private static readonly string[] Planted =
        ["demo.thing parameter 0: Label String", "demo.thing id 0: Weight Int32", "Demo.Kind 1: Large", "Demo.IShop.Buy(Int32): Task"];

    private static void IsEmpty(string what, IEnumerable<string> lines) =>
        Assert.True(!lines.Any(), $"{what}:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
}
