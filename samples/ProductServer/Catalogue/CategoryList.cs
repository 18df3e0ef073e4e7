namespace ProductServer.Catalogue;

/// <summary>All categories. An object, because structured content has to be one.</summary>
internal sealed record CategoryList(IReadOnlyList<Category> Categories);
